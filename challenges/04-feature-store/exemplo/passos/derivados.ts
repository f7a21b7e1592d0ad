// O que depende do próprio pedido só se calcula na hora: uma função, chamada pelo treino e pelo serviço.
import type { Row } from '@bancada/sdk';

export const NUMERICAS = [
  'valor',
  'gasto_1h',
  'compras_1h',
  'gasto_24h',
  'compras_24h',
  'internet_24h',
  'media_30d',
  'maior_30d',
  'limite',
  'contestacoes',
  'razao',
  'uso',
  'hora',
];
export const CATEGORICAS = ['canal'];

/** O pedido com os atributos da feature store e os três que nascem dos dois juntos. */
export function derivar(pedido: Row, atributos: Row): Row {
  const valor = Number(pedido.valor);
  const { media_30d, gasto_24h, limite } = atributos;
  return {
    ...pedido,
    ...atributos,
    razao: typeof media_30d === 'number' && media_30d > 0 ? valor / media_30d : null,
    uso: typeof limite === 'number' && limite > 0 ? (Number(gasto_24h) + valor) / limite : null,
    hora: Number(String(pedido.quando).slice(11, 13)),
  };
}
