// As colunas que o modelo vê, num lugar só: o treino e a validação cruzada usam a mesma lista.
export const ALVO = 'atrasou';
export const NUMERICAS = ['hora', 'distancia'];
export const CATEGORICAS = ['dia_semana', 'origem', 'destino'];
