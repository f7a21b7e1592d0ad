// Rótulos: o que se previu encontra o que aconteceu, pelo id, e só quando a notícia já chegou.
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

export function conhecidos(previsoes: readonly Previsao[], rotulos: readonly Rotulo[], agora: number): Rotulada[] {
  const porId = new Map(rotulos.filter(({ chega }) => chega <= agora).map((rotulo) => [rotulo.id, rotulo]));
  return previsoes.flatMap((previsao) => {
    const rotulo = porId.get(previsao.id);
    return rotulo ? [{ ...previsao, verdade: rotulo.verdade, chega: rotulo.chega }] : [];
  });
}
