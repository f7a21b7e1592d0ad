// Política: quando treinar de novo. Os motivos vêm primeiro; os freios, depois, e qualquer um deles basta para parar.
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

export const MINIMO = 0.55;
const ROTULOS = 60;
const NOVOS = 20;
const INTERVALO = 30;
const VALIDADE = 30;
const POR_ANO = 6;

export function decidir({ agora, alarme, acuracia, rotulos, novos, ultimoRotulo, retreinos }: Situacao): Decisao {
  const nao = (motivo: string): Decisao => ({ treinar: false, motivo });
  if (!alarme && !(acuracia !== null && acuracia < MINIMO)) return nao('sem motivo');
  if (acuracia !== null && acuracia >= MINIMO) return nao('há drift, mas o campeão acerta');
  if (rotulos < ROTULOS) return nao('poucos rótulos');
  if (ultimoRotulo === null || agora - ultimoRotulo > VALIDADE) return nao('rótulos velhos');
  const ultimo = retreinos.at(-1);
  if (ultimo !== undefined && agora - ultimo < INTERVALO) return nao('cedo demais');
  if (ultimo !== undefined && novos < NOVOS) return nao('nada de novo para aprender');
  if (retreinos.filter((t) => agora - t < 365).length >= POR_ANO) return nao('teto de custo');
  return { treinar: true, motivo: alarme ? 'drift e desempenho' : 'desempenho' };
}
