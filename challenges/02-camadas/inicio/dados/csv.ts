import { readFileSync } from 'node:fs';
import type { Row } from '@bancada/sdk';
import { textos } from './textos.ts';

/** Um CSV simples: sem aspas, lacuna é célula vazia. */
export function lerCsv(caminho: string): Row[] {
  const [cabecalho, ...linhas] = readFileSync(caminho, 'utf8').trimEnd().split('\n');
  const colunas = cabecalho.split(',');
  return linhas.map((linha) => {
    const celulas = linha.split(',');
    return Object.fromEntries(colunas.map((coluna, i) => [coluna, valor(coluna, celulas[i])]));
  });
}

function valor(coluna: string, celula: string): string | number | null {
  if (celula === '') return null;
  return textos.has(coluna) ? celula : Number(celula);
}
