// Configuração em três andares: base.yaml, depois o arquivo do ambiente, depois as variáveis. O mais alto vence.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '@bancada/sdk';
import type { Config } from './contratos.ts';

type Arvore = { [chave: string]: Arvore | string | number | boolean | null };

const PREFIXO = 'CONFORTO__';

export interface Onde {
  /** Pasta com base.yaml e um arquivo por ambiente. */
  pasta: string;
  ambiente: string;
  /** Como process.env: CONFORTO__MODELO__ALGORITMO=random_forest vale sobre modelo.algoritmo. */
  variaveis: Readonly<Record<string, string | undefined>>;
}

export async function lerConfig({ pasta, ambiente, variaveis }: Onde): Promise<Config> {
  const doAmbiente = join(pasta, `${ambiente}.yaml`);
  if (!existsSync(doAmbiente)) throw new Error(`o ambiente "${ambiente}" não tem arquivo em ${pasta}`);
  const arvore = juntar(await ler(join(pasta, 'base.yaml')), await ler(doAmbiente));
  for (const [nome, valor] of Object.entries(variaveis)) {
    if (nome.startsWith(PREFIXO) && valor !== undefined) trocar(arvore, nome.slice(PREFIXO.length).toLowerCase().split('__'), valor, nome);
  }
  return arvore as unknown as Config;
}

async function ler(arquivo: string): Promise<Arvore> {
  return ((await parseYaml(readFileSync(arquivo, 'utf8'))) ?? {}) as Arvore;
}

/** Uma árvore nova: galhos se juntam, folhas de cima vencem. */
function juntar(base: Arvore, acima: Arvore): Arvore {
  const junta: Arvore = { ...base };
  for (const [chave, valor] of Object.entries(acima)) {
    const antes = junta[chave];
    junta[chave] = galho(antes) && galho(valor) ? juntar(antes, valor) : valor;
  }
  return junta;
}

function galho(valor: unknown): valor is Arvore {
  return typeof valor === 'object' && valor !== null;
}

/** Uma variável só troca o que existe: um nome errado não pode passar calado. O tipo é o do valor que estava lá. */
function trocar(arvore: Arvore, caminho: string[], texto: string, nome: string): void {
  const folha = caminho.pop() ?? '';
  let lugar = arvore;
  for (const chave of caminho) {
    const proximo = lugar[chave];
    if (!galho(proximo)) throw new Error(`${nome}: a configuração não tem ${chave}`);
    lugar = proximo;
  }
  const antes = lugar[folha];
  if (antes === undefined || galho(antes)) throw new Error(`${nome}: a configuração não tem ${folha}`);
  if (typeof antes === 'number' && !Number.isFinite(Number(texto))) throw new Error(`${nome}: "${texto}" não é um número`);
  lugar[folha] = typeof antes === 'number' ? Number(texto) : typeof antes === 'boolean' ? texto === 'true' : texto;
}
