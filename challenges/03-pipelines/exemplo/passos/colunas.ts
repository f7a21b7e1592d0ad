// As colunas que o modelo vê e os hiperparâmetros de cada algoritmo, num lugar só: treino e validação cruzada usam os mesmos.
import type { Algorithm, Value } from '@bancada/sdk';

export const ALVO = 'atrasou';
export const NUMERICAS = ['hora', 'distancia'];

/** O dia da semana fica de fora até provar que ajuda: rode com `dia_semana=true` e compare no ajuste. */
export function categoricas(comDia: Value): string[] {
  return comDia ? ['dia_semana', 'origem', 'destino'] : ['origem', 'destino'];
}

export function hiperparametros(algoritmo: Algorithm, arvores: Value): Record<string, number> {
  const trees = Number(arvores);
  if (algoritmo === 'random_forest') return { trees, minLeaf: 30 };
  if (algoritmo === 'gradient_boosting') return { trees, depth: 3, learningRate: 0.05 };
  return {};
}
