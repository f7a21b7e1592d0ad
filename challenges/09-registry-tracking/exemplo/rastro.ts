// O rastro de uma execução: tudo o que é preciso para refazê-la, e a prova de que foi ela.

import { createHash } from 'node:crypto';
import type { Row } from '@bancada/sdk';
import type { Execucao, Registro } from './mlflow.ts';
import { amostra, avaliar, type Config } from './treino.ts';

/** O que identifica os dados: o resumo das linhas que de fato foram usadas. */
export function versaoDosDados(linhas: readonly Row[]): string {
  return createHash('sha256').update(JSON.stringify(linhas)).digest('hex');
}

export function anotar({ algoritmo, parametros, semente }: Config, notas: readonly number[], linhas: readonly Row[]): Registro {
  return {
    params: {
      algoritmo,
      semente: String(semente),
      ...Object.fromEntries(Object.entries(parametros).map(([nome, valor]) => [nome, String(valor)])),
    },
    metricas: [
      ...notas.map((value, step) => ({ key: 'f1_parte', value, step })),
      { key: 'f1_macro', value: notas.reduce((soma, nota) => soma + nota, 0) / notas.length, step: notas.length },
    ],
    tags: {
      'dados.sha256': versaoDosDados(linhas),
      'dados.linhas': String(linhas.length),
      'ambiente.node': process.version,
      'ambiente.sistema': `${process.platform}-${process.arch}`,
    },
  };
}

const NAO_SAO_PARAMETROS = ['algoritmo', 'semente'];

/** Refaz uma execução a partir do que ela deixou anotado. Recusa dados que não sejam os dela. */
export async function reproduzir({ params, tags }: Pick<Execucao, 'params' | 'tags'>, todas: readonly Row[]): Promise<number> {
  const linhas = amostra(todas);
  if (tags['dados.sha256'] !== versaoDosDados(linhas)) throw new Error('os dados não são os desta execução');
  const parametros = Object.fromEntries(
    Object.entries(params)
      .filter(([nome]) => !NAO_SAO_PARAMETROS.includes(nome))
      .map(([nome, valor]) => [nome, Number(valor)]),
  );
  const notas = await avaliar(linhas, { algoritmo: params.algoritmo as Config['algoritmo'], parametros, semente: Number(params.semente) });
  return notas.reduce((soma, nota) => soma + nota, 0) / notas.length;
}
