// Prova: o desafiante contra o campeão.
import type { Rotulada } from './rotulos.ts';

// TODO: o desafiante estuda exatamente os dias em que vai ser examinado.
export function separar(rotuladas: readonly Rotulada[]): { treino: Rotulada[]; prova: Rotulada[] } {
  const recentes = rotuladas.slice(-60);
  return { treino: recentes, prova: recentes };
}

// TODO: um acerto a mais já decide. Quanto disso é sorte?
export function comparar(verdade: readonly string[], campeao: readonly string[], desafiante: readonly string[]): { p: number; melhor: boolean } {
  const acertos = (respostas: readonly string[]) => verdade.filter((certo, i) => respostas[i] === certo).length;
  return { p: 0, melhor: acertos(desafiante) > acertos(campeao) };
}
