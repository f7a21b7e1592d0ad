// A política de promoção: o alias champion só se move por aqui, e cada movimento fica escrito antes de acontecer.

import type { Cliente, Execucao } from './mlflow.ts';

export interface Movimento {
  alias: string;
  de: string | null;
  para: string;
  em: string;
  motivo: string;
}

const ALIAS = 'champion';
const PREFIXO = 'auditoria.';

/** Todos os movimentos, do mais antigo ao mais novo. */
export async function auditoria(cliente: Cliente, modelo: string): Promise<Movimento[]> {
  const tags = await cliente.tags(modelo);
  return Object.keys(tags)
    .filter((chave) => chave.startsWith(PREFIXO))
    .sort()
    .map((chave) => JSON.parse(tags[chave]));
}

/** Promove a versão se ela não for pior que a campeã. Diz se promoveu. */
export async function promover(cliente: Cliente, modelo: string, versao: string, em: string): Promise<boolean> {
  const atual = (await cliente.aliases(modelo))[ALIAS] ?? null;
  const nota = await notaDe(cliente, modelo, versao);
  // Tarefa: a campeã só perde o lugar para quem não é pior.
  await mover(cliente, modelo, { alias: ALIAS, de: atual, para: versao, em, motivo: `f1_macro ${nota.toFixed(4)}` });
  return true;
}

/** A versão campeã num instante do passado; null antes da primeira. */
export async function campeaEm(cliente: Cliente, modelo: string, _instante: string): Promise<string | null> {
  // Tarefa: isto diz quem é a campeã hoje, e não quem era no instante pedido.
  return (await cliente.aliases(modelo))[ALIAS] ?? null;
}

/** Devolve o alias a quem o tinha num instante. É uma decisão de gente: não passa pelo portão, e fica escrita como as outras. */
export async function restaurar(cliente: Cliente, modelo: string, instante: string, em: string): Promise<string> {
  const para = await campeaEm(cliente, modelo, instante);
  if (para === null) throw new Error(`${modelo} não tinha campeã em ${instante}`);
  const de = (await cliente.aliases(modelo))[ALIAS] ?? null;
  await mover(cliente, modelo, { alias: ALIAS, de, para, em, motivo: `restauração de ${instante}` });
  return para;
}

async function mover(cliente: Cliente, modelo: string, movimento: Movimento): Promise<void> {
  // Tarefa: se o programa cair entre as duas linhas, o que fica?
  const numero = (await auditoria(cliente, modelo)).length;
  await cliente.moverAlias(modelo, movimento.alias, movimento.para);
  await cliente.marcar(modelo, `${PREFIXO}${String(numero).padStart(4, '0')}`, JSON.stringify(movimento));
}

async function notaDe(cliente: Cliente, modelo: string, versao: string): Promise<number> {
  const nota = (await cliente.ler(await cliente.execucaoDe(modelo, versao))).metricas.f1_macro;
  if (nota === undefined) throw new Error(`a execução da versão ${versao} não tem f1_macro`);
  return nota;
}

/** O model card: o que se precisa saber para usar o modelo, ou para não usar. */
export function cartao({ id }: Execucao): string {
  // Tarefa: algoritmo, nota (quatro casas), sha256 dos dados, uso e limites.
  return `Modelo da execução ${id}`;
}
