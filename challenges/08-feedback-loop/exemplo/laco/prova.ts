// Prova: o desafiante estuda o passado e é examinado, junto com o campeão, em dias mais novos que nenhum dos dois usou para treinar.
import { cauda } from './estatistica.ts';
import type { Rotulada } from './rotulos.ts';

const DIAS = 120;
const PARTE_DA_PROVA = 0.3;
const ALFA = 0.05;

export function separar(rotuladas: readonly Rotulada[]): { treino: Rotulada[]; prova: Rotulada[] } {
  const recentes = [...rotuladas].sort((a, b) => a.t - b.t).slice(-DIAS);
  const corte = recentes.length - Math.round(recentes.length * PARTE_DA_PROVA);
  return { treino: recentes.slice(0, corte), prova: recentes.slice(corte) };
}

/** McNemar exato, de um lado: só contam os dias em que um acertou e o outro errou. */
export function comparar(verdade: readonly string[], campeao: readonly string[], desafiante: readonly string[]): { p: number; melhor: boolean } {
  const soCampeao = verdade.filter((certo, i) => campeao[i] === certo && desafiante[i] !== certo).length;
  const soDesafiante = verdade.filter((certo, i) => desafiante[i] === certo && campeao[i] !== certo).length;
  const p = cauda(soDesafiante, soCampeao + soDesafiante);
  return { p, melhor: p < ALFA };
}
