// Política: quando treinar de novo.
export interface Situacao {
  agora: number;
  alarme: boolean;
  /** Acertos nos últimos rótulos conhecidos; null sem rótulos bastantes. */
  acuracia: number | null;
  rotulos: number;
  /** Rótulos que chegaram depois do último retreino. */
  novos: number;
  /** Dia da previsão mais nova que tem rótulo. */
  ultimoRotulo: number | null;
  /** Dias em que se treinou, do primeiro ao último. */
  retreinos: readonly number[];
}

export interface Decisao {
  treinar: boolean;
  motivo: string;
}

// TODO: treina a cada alarme, custe o que custar. Que perguntas faltam, e que freios?
export function decidir({ alarme }: Situacao): Decisao {
  return { treinar: alarme, motivo: alarme ? 'alarme' : 'sem motivo' };
}
