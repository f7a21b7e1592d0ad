// O rastro de uma execução: tudo o que é preciso para refazê-la, e a prova de que foi ela.

import { createHash } from 'node:crypto';
import type { Row } from '@bancada/sdk';
import type { Execucao, Registro } from './mlflow.ts';
import { amostra, avaliar, type Config } from './treino.ts';

/** O que identifica os dados: o resumo das linhas que de fato foram usadas. */
export function versaoDosDados(linhas: readonly Row[]): string {
  // Tarefa: a quantidade de linhas não identifica os dados. Resuma o conteúdo.
  return createHash('sha256').update(String(linhas.length)).digest('hex');
}

export function anotar({ algoritmo }: Config, notas: readonly number[], linhas: readonly Row[]): Registro {
  return {
    // Tarefa: com o algoritmo só, ninguém refaz isto. Faltam a semente e todos os parâmetros.
    params: { algoritmo },
    // Tarefa: onde está a nota de cada parte? Cada uma é f1_parte, com o seu passo.
    metricas: [{ key: 'f1_macro', value: Math.max(...notas), step: 0 }],
    // Tarefa: e o ambiente?
    tags: { 'dados.sha256': versaoDosDados(linhas) },
  };
}

/** Refaz uma execução a partir do que ela deixou anotado. Recusa dados que não sejam os dela. */
export async function reproduzir({ params }: Pick<Execucao, 'params' | 'tags'>, todas: readonly Row[]): Promise<number> {
  // Tarefa: isto treina com o que o colega lembrava de cabeça.
  const notas = await avaliar(amostra(todas), { algoritmo: params.algoritmo as Config['algoritmo'], parametros: {}, semente: 42 });
  return Math.max(...notas);
}
