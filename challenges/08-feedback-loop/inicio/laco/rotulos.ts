// Rótulos: o que se previu encontra o que aconteceu.
import type { Dia } from './dias.ts';

export interface Previsao {
  id: string;
  /** Dia do fluxo em que foi feita, a contar de zero. */
  t: number;
  previsto: string;
  dia: Dia;
}

export interface Rotulo {
  id: string;
  verdade: string;
  /** Dia em que chega ao conhecimento de alguém. */
  chega: number;
}

export interface Rotulada extends Previsao {
  verdade: string;
  chega: number;
}

// TODO: isto usa todos os rótulos do arquivo, também os que ainda não chegaram, e conta com que venham na ordem dos dias.
export function conhecidos(previsoes: readonly Previsao[], rotulos: readonly Rotulo[], _agora: number): Rotulada[] {
  return previsoes.map((previsao, i) => ({ ...previsao, verdade: rotulos[i]?.verdade ?? previsao.previsto, chega: rotulos[i]?.chega ?? 0 }));
}
