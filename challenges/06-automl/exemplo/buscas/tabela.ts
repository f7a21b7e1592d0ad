// O que as três buscas têm em comum: de um ponto do espaço de busca ao modelo treinado nas linhas de uma dobra.
import { type Algorithm, type Classifier, type RegressionAlgorithm, type Row, trainClassifier, trainRegressor } from '@bancada/sdk';

interface Tabela {
  alvo: string;
  numericas: string[];
  categoricas?: string[];
  /** O alvo é um número, e não uma classe. */
  regressao?: boolean;
}

export interface Candidato {
  params: Readonly<Record<string, string | number | boolean>>;
  seed: number;
}

export function treinar(linhas: Row[], tabela: Tabela, { params, seed }: Candidato): Promise<Classifier> {
  const { algorithm, impute, ...resto } = params;
  const comum = {
    target: tabela.alvo,
    numeric: tabela.numericas,
    categorical: tabela.categoricas ?? [],
    // As lacunas são preenchidas aqui dentro, só com as linhas desta dobra.
    impute: impute as 'median' | 'mean',
    imputeCategorical: 'mode' as const,
    seed,
    params: resto as Record<string, number>,
  };
  return tabela.regressao
    ? trainRegressor(linhas, { ...comum, algorithm: algorithm as RegressionAlgorithm })
    : trainClassifier(linhas, { ...comum, algorithm: algorithm as Algorithm });
}
