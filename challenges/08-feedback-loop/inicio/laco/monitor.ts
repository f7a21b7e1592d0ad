// Monitor: compara a janela com a referência.
import type { Dia } from './dias.ts';

export interface Laudo {
  drift: boolean;
  colunas: string[];
  p: Record<string, number>;
}

// TODO: a média da temperatura muda um pouco em qualquer janela. Use um teste (há um em estatistica.ts) em todas as COLUNAS.
export function olhar(referencia: readonly Dia[], janela: readonly Dia[]): Laudo {
  const media = (dias: readonly Dia[]) => dias.reduce((soma, dia) => soma + dia.temp_max, 0) / Math.max(1, dias.length);
  const drift = Math.abs(media(referencia) - media(janela)) > 0.5;
  return { drift, colunas: drift ? ['temp_max'] : [], p: {} };
}
