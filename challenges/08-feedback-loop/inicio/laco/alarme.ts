// Alarme: toca quando há drift.
export interface Alarme {
  tocando: boolean;
  /** Olhadas seguidas que discordam do estado de agora. */
  seguidas: number;
}

export const SILENCIO: Alarme = { tocando: false, seguidas: 0 };

// TODO: uma janela estranha basta para tocar, e uma calma basta para parar.
export function atualizar(_alarme: Alarme, drift: boolean): Alarme {
  return { tocando: drift, seguidas: 0 };
}
