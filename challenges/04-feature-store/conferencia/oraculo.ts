/** What each feature was worth at a moment, by looking at every event: the slow way that the lab's join is compared with. */
import { purchases, registrations } from '../../../src-main/catalog/cartoes.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Names as the statement gives them. */
export const FEATURES = [
  'gasto_1h',
  'compras_1h',
  'gasto_24h',
  'compras_24h',
  'internet_24h',
  'media_30d',
  'maior_30d',
  'limite',
  'contestacoes',
] as const;

export type Truth = Record<(typeof FEATURES)[number], number | null>;

interface Event {
  at: number;
  known: number;
  amount: number;
  channel: string;
}

interface Registration {
  at: number;
  known: number;
  limit: number;
  disputes: number;
}

export const moment = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);

let byCard: Map<string, { events: Event[]; registrations: Registration[] }> | undefined;

function cards() {
  if (byCard) return byCard;
  byCard = new Map();
  const of = (card: string) => {
    const found = byCard!.get(card) ?? { events: [], registrations: [] };
    byCard!.set(card, found);
    return found;
  };
  const seen = new Set<string>();
  // In the order of arrival: the second delivery of a purchase is none.
  for (const { compra_id, cartao_id, feita_em, recebida_em, valor, canal } of purchases()) {
    if (seen.has(compra_id)) continue;
    seen.add(compra_id);
    of(cartao_id).events.push({ at: moment(feita_em), known: moment(recebida_em), amount: valor, channel: canal });
  }
  for (const { cartao_id, vale_desde, registrado_em, limite, contestacoes } of registrations())
    of(cartao_id).registrations.push({ at: moment(vale_desde), known: moment(registrado_em), limit: limite, disputes: contestacoes });
  return byCard;
}

export function truthOf(card: string, t: number): Truth {
  const { events, registrations } = cards().get(card) ?? { events: [], registrations: [] };
  const seen = events.filter(({ at, known }) => at <= t && known <= t);
  const within = (span: number) => seen.filter(({ at }) => at > t - span);
  const sum = (some: Event[]) => some.reduce((total, { amount }) => total + Math.round(amount * 100), 0) / 100;
  const month = within(30 * day);
  const last = registrations
    .filter(({ at, known }) => at <= t && known <= t)
    .toSorted((a, b) => a.at - b.at || a.known - b.known)
    .at(-1);
  const fresh = last && t - last.at <= 45 * day ? last : null;
  return {
    gasto_1h: sum(within(hour)),
    compras_1h: within(hour).length,
    gasto_24h: sum(within(day)),
    compras_24h: within(day).length,
    internet_24h: within(day).filter(({ channel }) => channel === 'internet').length,
    media_30d: month.length === 0 ? null : sum(month) / month.length,
    maior_30d: month.length === 0 ? null : Math.max(...month.map(({ amount }) => amount)),
    limite: fresh?.limit ?? null,
    contestacoes: fresh?.disputes ?? null,
  };
}

/** Whether a purchase of the last thirty days was not known yet. */
export function hasLate(card: string, t: number): boolean {
  return (cards().get(card)?.events ?? []).some(({ at, known }) => at <= t && at > t - day && known > t && known - at > hour);
}

/** Whether the register is there and too old. */
export function isExpired(card: string, t: number): boolean {
  const known = (cards().get(card)?.registrations ?? []).filter((each) => each.at <= t && each.known <= t);
  return known.length > 0 && truthOf(card, t).limite === null;
}
