// Camada de modelo: só ela conhece o algoritmo. As escalas e as medianas vivem dentro do classificador ajustado.

import type { Classifier, Row } from '@bancada/sdk';
import { classificationReport, stratifiedKFold, trainClassifier } from '@bancada/sdk';
import type { Config, Features, Modelo } from '../contratos.ts';

export function criarModelo(features: Features, { algoritmo }: Config['modelo']): Modelo {
  let ajustado: Classifier | null = null;

  const ajustar = (linhas: readonly Row[], semente: number) =>
    trainClassifier(linhas, {
      algorithm: 'random_forest', // Tarefa: quem escolhe o algoritmo e os parâmetros é a configuração.
      target: 'sensacao',
      numeric: features.numericas,
      categorical: features.categoricas,
      impute: 'median',
      seed: semente,
    });

  return {
    algoritmo,
    campos: features.campos,
    async treinar(semente) {
      ajustado = await ajustar(features.treino(), semente);
    },
    async avaliar(semente) {
      const linhas = features.treino();
      const classes = linhas.map((linha) => String(linha.sensacao));
      const previstas: string[] = [];
      for (const { train, test } of stratifiedKFold(classes, 5, semente)) {
        const modelo = await ajustar(
          train.map((i) => linhas[i]),
          semente,
        );
        const respostas = modelo.predict(test.map((i) => linhas[i]));
        test.forEach((i, posicao) => {
          previstas[i] = respostas[posicao].label;
        });
      }
      return classificationReport(classes, previstas);
    },
    prever(linhas) {
      if (!ajustado) throw new Error('o modelo ainda não foi treinado');
      return ajustado.predict(features.preparar(linhas));
    },
  };
}
