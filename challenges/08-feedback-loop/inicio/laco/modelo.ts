// O modelo, igual para campeão e desafiante: o laço muda os dados, e não o algoritmo.
import { type Classifier, trainClassifier } from '@bancada/sdk';
import { ALVO, COLUNAS, type Dia } from './dias.ts';

export function treinar(dias: readonly Dia[], seed: number): Promise<Classifier> {
  return trainClassifier(
    dias.map((dia) => ({ ...dia })),
    { algorithm: 'logistic_regression', target: ALVO, numeric: COLUNAS, seed, params: { epochs: 40 } },
  );
}

export function prever(modelo: Classifier, dias: readonly Dia[]): string[] {
  return dias.length === 0 ? [] : modelo.predict(dias.map((dia) => ({ ...dia }))).map(({ label }) => label);
}

export function acuracia(modelo: Classifier, dias: readonly Dia[]): number {
  const respostas = prever(modelo, dias);
  return dias.length === 0 ? 0 : respostas.filter((resposta, i) => resposta === dias[i]!.chove).length / dias.length;
}
