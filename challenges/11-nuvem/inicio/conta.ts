// A conta de um endpoint num mês, antes de ele existir. As fórmulas estão no enunciado; esta só conhece uma máquina ligada o mês inteiro.

export type Modo = 'always-on' | 'scale-to-zero' | 'batch';
/** Como em `nuvem.yaml`. */
export interface Ponta {
  mode: Modo;
  machine: string;
  min: number;
  max: number;
  target: number;
  memoryGib: number;
}
/** Como em `traffic.yaml`: pedidos por segundo em cada hora do dia. */
export interface Forma {
  weekday: number[];
  weekend: number[];
  msPerRequest: number;
  kbPerAnswer: number;
  maxDelayHours: number | null;
}
/** Como na tabela de preços. */
export interface Tabela {
  prices: Record<string, { price: number; free: number }>;
  machines: Record<string, { vcpus: number; hosting: number }>;
}

/** Em dólares; `null` quando o tráfego não pode esperar por um lote. */
export function contaDoMes(ponta: Ponta, _forma: Forma, { machines }: Tabela): number | null {
  // Falta: quantas máquinas cada hora pede, os outros dois modos, os dados, a saída e o que é de graça.
  return Math.round(730 * ponta.min * machines[ponta.machine].hosting * 100) / 100;
}
