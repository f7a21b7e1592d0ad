// O treino que todos usam: linhas e uma configuração entram, uma nota por parte sai. Não registra nada.

import type { Algorithm, Row } from '@bancada/sdk';
import { classificationReport, stratifiedKFold, trainClassifier } from '@bancada/sdk';

export interface Config {
  algoritmo: Algorithm;
  parametros: Record<string, number>;
  semente: number;
}

const NUMERICAS = ['temp_ar', 'umidade', 'vel_ar', 'temp_parede', 'temp_externa', 'metabolismo', 'vestimenta', 'dist_janela', 'radiacao_solar'];

/** Uma em cada cinco medições: quarenta execuções têm de caber num café. */
export function amostra(linhas: readonly Row[]): Row[] {
  return linhas.filter((linha, i) => i % 5 === 0 && Number(linha.temp_ar) < 42);
}

/** F1 macro de cada uma de duas partes. */
export async function avaliar(linhas: readonly Row[], { algoritmo, parametros, semente }: Config): Promise<number[]> {
  const classes = linhas.map((linha) => String(linha.sensacao));
  const notas: number[] = [];
  for (const { train, test } of stratifiedKFold(classes, 2, semente)) {
    const modelo = await trainClassifier(
      train.map((i) => linhas[i]),
      { algorithm: algoritmo, target: 'sensacao', numeric: NUMERICAS, impute: 'median', seed: semente, params: parametros },
    );
    const previstas = modelo.predict(test.map((i) => linhas[i])).map(({ label }) => label);
    notas.push(
      classificationReport(
        test.map((i) => classes[i]),
        previstas,
      ).f1_macro,
    );
  }
  return notas;
}

/** Quatro algoritmos, dez ajustes de cada. A semente também é um ajuste. */
export function grade(semente: number): Config[] {
  const dez = Array.from({ length: 10 }, (_, i) => i);
  return [
    ...dez.map((i): Config => ({ algoritmo: 'random_forest', parametros: { trees: 4 + 2 * i, depth: 6 + (i % 3) * 3 }, semente: semente + i })),
    ...dez.map((i): Config => ({ algoritmo: 'gradient_boosting', parametros: { trees: 2 + i, depth: 3, learningRate: 0.3 }, semente: semente + i })),
    ...dez.map(
      (i): Config => ({ algoritmo: 'logistic_regression', parametros: { epochs: 2 + i, batch: 64, learningRate: 0.1 }, semente: semente + i }),
    ),
    ...dez.map((i): Config => ({ algoritmo: 'svm', parametros: { cost: 2 ** i, gamma: i % 2 ? 0.01 : 0.05 }, semente: semente + i })),
  ];
}
