// Um só jeito de treinar, para o conjunto certo e para o ingênuo do laudo.
import { type Classifier, type Row, trainClassifier } from '@bancada/sdk';
import { CATEGORICAS, derivar, NUMERICAS } from './derivados.ts';

export const antes = (linhas: Row[], corte: unknown) => linhas.filter((linha) => String(linha.quando) < String(corte));
export const depois = (linhas: Row[], corte: unknown) => linhas.filter((linha) => String(linha.quando) >= String(corte));

export function treinar(linhas: Row[], semente: number, arvores: unknown): Promise<Classifier> {
  return trainClassifier(
    linhas.map((linha) => derivar(linha, linha)),
    {
      algorithm: 'gradient_boosting',
      target: 'fraude',
      numeric: NUMERICAS,
      categorical: CATEGORICAS,
      impute: 'median',
      seed: semente,
      params: { trees: Number(arvores), depth: 4 },
    },
  );
}

export const risco = (modelo: Classifier, linhas: Row[]) => modelo.predict(linhas).map(({ probabilities }) => probabilities.sim ?? 0);
