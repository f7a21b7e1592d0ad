// Saída: o que se leva embora no dia de mudar de nuvem, e a prova de que lá fora ele responde o mesmo.
// Só arquivos comuns, cada um com o seu resumo; nenhum endereço de provedor.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '@bancada/sdk';

const PROVAS = 25;
const resumo = (arquivo: string) => createHash('sha256').update(readFileSync(arquivo)).digest('hex');

await step(async (lab) => {
  const pacote = lab.output('pacote').path;
  mkdirSync(pacote, { recursive: true });
  cpSync(lab.input('modelo').path, join(pacote, 'modelo'), { recursive: true });

  const modelo = await lab.input('modelo').model();
  const linhas = lab
    .input('teste')
    .rows()
    .slice(0, PROVAS)
    .map(({ preco: _, ...imovel }) => imovel);
  const respostas = modelo.predict(linhas).map(({ value }) => value);
  writeFileSync(join(pacote, 'provas.jsonl'), linhas.map((imovel, i) => `${JSON.stringify({ imovel, preco: respostas[i] })}\n`).join(''));

  const arquivos = readdirSync(pacote, { recursive: true, withFileTypes: true })
    .filter((entrada) => entrada.isFile())
    .map((entrada) => join(entrada.parentPath, entrada.name).slice(pacote.length + 1))
    .sort();
  const manifesto = {
    modelo: 'precos-nuvem',
    semente: lab.seed,
    metricas: lab.input('relatorio').json(),
    arquivos: Object.fromEntries(arquivos.map((arquivo) => [arquivo, resumo(join(pacote, arquivo))])),
  };
  writeFileSync(join(pacote, 'manifesto.json'), `${JSON.stringify(manifesto, null, 2)}\n`);
});
