// Alarme: só toca quando o drift persiste, e só para quando a calma persiste. Entre um e outro, fica como estava.
export interface Alarme {
  tocando: boolean;
  /** Olhadas seguidas que discordam do estado de agora. */
  seguidas: number;
}

const PERSISTE = 2;

export const SILENCIO: Alarme = { tocando: false, seguidas: 0 };

export function atualizar({ tocando, seguidas }: Alarme, drift: boolean): Alarme {
  if (drift === tocando) return { tocando, seguidas: 0 };
  return seguidas + 1 >= PERSISTE ? { tocando: drift, seguidas: 0 } : { tocando, seguidas: seguidas + 1 };
}
