// Como cada membro é treinado. O empilhamento usa as mesmas funções: quem julga precisa ver o que os membros fazem de verdade.
import { type Classifier, type Row, trainRegressor } from '@bancada/sdk';

export const NUMEROS = ['area', 'quartos', 'banheiros', 'idade', 'garagem'];
export const BAIRROS: Record<string, string> = {
  Centro: 'centro',
  'Zona Sul': 'zona-sul',
  'Zona Norte': 'zona-norte',
  'Zona Oeste': 'zona-oeste',
  'Zona Leste': 'zona-leste',
  Litoral: 'litoral',
};

const comum = { target: 'preco', numeric: NUMEROS };

/** O que estava no ar: uma reta para a cidade inteira. */
export function treinarAntigo(linhas: Row[], seed: number): Promise<Classifier> {
  return trainRegressor(linhas, { ...comum, categorical: ['bairro'], algorithm: 'linear_regression', seed });
}

export function treinarGlobal(linhas: Row[], seed: number): Promise<Classifier> {
  return trainRegressor(linhas, {
    ...{ ...comum, categorical: ['bairro'], algorithm: 'gradient_boosting', seed },
    params: { trees: 120, depth: 4, minLeaf: 5 },
  });
}

/** Os dois baratos da cascata: poucas árvores, e feitos de modos diferentes, para que a concordância diga alguma coisa. */
export function treinarCurto(linhas: Row[], seed: number): Promise<Classifier> {
  return trainRegressor(linhas, {
    ...{ ...comum, categorical: ['bairro'], algorithm: 'gradient_boosting', seed },
    params: { trees: 30, depth: 4, learningRate: 0.25, subsample: 0.5 },
  });
}

export function treinarFloresta(linhas: Row[], seed: number): Promise<Classifier> {
  return trainRegressor(linhas, {
    ...{ ...comum, categorical: ['bairro'], algorithm: 'random_forest', seed },
    params: { trees: 15, depth: 12, features: 11 },
  });
}

/** Só vê as vendas do seu bairro; a coluna bairro não lhe diz nada. */
export function treinarEspecialista(linhas: Row[], bairro: string, seed: number): Promise<Classifier> {
  return trainRegressor(
    linhas.filter((linha) => linha.bairro === bairro),
    { ...comum, algorithm: 'gradient_boosting', seed, params: { trees: 80, depth: 3, minLeaf: 5 } },
  );
}
