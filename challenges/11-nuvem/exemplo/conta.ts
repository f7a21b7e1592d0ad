// A conta de um endpoint num mês, antes de ele existir. As mesmas fórmulas do enunciado, nos três modos; cada linha é arredondada ao centavo.

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

const DIAS = 730 / 24;
const UTEIS = (DIAS * 5) / 7;
const FINS_DE_SEMANA = (DIAS * 2) / 7;
const PARTIDA_DO_LOTE_S = 240;
const GIB_POR_PROCESSADOR = 1.8;

/** Em dólares; `null` quando o tráfego não pode esperar por um lote. */
export function contaDoMes(ponta: Ponta, forma: Forma, { prices, machines }: Tabela): number | null {
  const { weekday, weekend, msPerRequest, kbPerAnswer, maxDelayHours } = forma;
  const semana = [...weekday.map((taxa) => ({ taxa, vezes: UTEIS })), ...weekend.map((taxa) => ({ taxa, vezes: FINS_DE_SEMANA }))];
  const soma = (de: (hora: { taxa: number; vezes: number }) => number) => semana.reduce((total, hora) => total + de(hora), 0);

  const pedidos = soma(({ taxa, vezes }) => taxa * 3600 * vezes);
  const ocupado = (pedidos * msPerRequest) / 1000;
  const gigabytes = (pedidos * kbPerAnswer) / 1e6;
  const maquina = machines[ponta.machine];

  const linha = (quantidade: number, { price, free = 0 }: { price: number; free?: number }) => centavos(Math.max(0, quantidade - free) * price);
  const saida = linha(gigabytes, prices['network.egress']);
  const dados = linha(gigabytes, prices['serverless.data']);

  if (ponta.mode === 'always-on') {
    const { min, max, target } = ponta;
    const porMaquina = (maquina.vcpus * 1000) / msPerRequest;
    // A folga de 1e-9 é para o arredondamento do computador: 1,4000000000000001 máquina não são duas.
    const ligadas = (taxa: number) => Math.min(Math.max(Math.ceil(taxa / (porMaquina * target) - 1e-9), min, 1), Math.max(max, min, 1));
    const horasLigadas = soma(({ taxa, vezes }) => ligadas(taxa) * vezes);
    return total(linha(horasLigadas, { price: maquina.hosting }), dados, saida);
  }
  if (ponta.mode === 'scale-to-zero')
    return total(linha(ocupado * Math.max(ponta.memoryGib, GIB_POR_PROCESSADOR), prices['serverless.memory']), dados, saida);

  if (maxDelayHours === null) return null;
  const lotes = lotesPorDia(weekday, maxDelayHours) * UTEIS + lotesPorDia(weekend, maxDelayHours) * FINS_DE_SEMANA;
  const segundos = ocupado / maquina.vcpus + lotes * PARTIDA_DO_LOTE_S;
  return total(linha(segundos / 3600, { price: maquina.hosting }), saida);
}

/** Um lote por janela em que chegou alguma coisa. */
function lotesPorDia(taxas: number[], espera: number): number {
  return new Set(taxas.flatMap((taxa, hora) => (taxa > 0 ? [Math.floor(hora / espera)] : []))).size;
}

const centavos = (usd: number) => Math.round(usd * 100 + 1e-7);
const total = (...linhas: number[]) => linhas.reduce((soma, linha) => soma + linha, 0) / 100;
