import { type Classifier, type Row, trainRegressor } from '@bancada/sdk';

export const NUMEROS = ['area', 'quartos', 'banheiros', 'idade', 'garagem'];

const comum = { target: 'preco', numeric: NUMEROS, categorical: ['bairro'] };

/** O que está no ar: uma reta para a cidade inteira. */
export function treinarAntigo(linhas: Row[], seed: number): Promise<Classifier> {
  return trainRegressor(linhas, { ...comum, algorithm: 'linear_regression', seed });
}

export function treinarGlobal(linhas: Row[], seed: number): Promise<Classifier> {
  return trainRegressor(linhas, { ...comum, algorithm: 'gradient_boosting', seed, params: { trees: 120, depth: 4, minLeaf: 5 } });
}
