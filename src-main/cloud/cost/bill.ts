/** `billOf`: quantities × prices. What is free in a month is taken off a price's first lines; each line is rounded to the cent, half up, then all are summed in cents. */
import { z } from 'zod';
import { bilingual } from '../../contract/base.ts';
import type { Bill, BillLine, PriceTable } from '../../contract/cloud-cost.ts';

export interface BillItem {
  group: string;
  sku: string;
  quantity: number;
}

export const billFile = z.strictObject({
  prices: z.string(),
  title: bilingual.optional(),
  note: bilingual.optional(),
  groups: z.record(z.string(), bilingual).default({}),
  items: z
    .array(z.strictObject({ group: z.string().default('total'), sku: z.string(), quantity: z.number().min(0) }))
    .min(1, { error: '@not-empty' })
    .max(200),
});

type Groups = Readonly<Record<string, { pt: string; en: string }>>;

/** A machine is a price too: `hosting.ml.m5.large`, `training.…`, `training-spot.…`. */
export function priceOf({ prices, machines, spotDiscount }: PriceTable, sku: string): Omit<BillLine, 'sku' | 'group' | 'quantity' | 'usd'> | null {
  const known = prices[sku];
  if (known) return { about: known.about, unit: known.unit, price: known.price, free: known.free };
  const [, use = '', name = ''] = /^(hosting|training|training-spot)\.(.+)$/.exec(sku) ?? [];
  const machine = machines[name];
  const hourly = use === 'hosting' ? machine?.hosting : machine?.training;
  if (hourly === undefined || hourly === null) return null;
  const words = { hosting: ['Serviço', 'Service'], training: ['Treino', 'Training'], 'training-spot': ['Treino spot', 'Spot training'] }[
    use as 'hosting'
  ];
  return {
    about: { pt: `${words[0]}: ${name}`, en: `${words[1]}: ${name}` },
    unit: 'h',
    price: use === 'training-spot' ? hourly * (1 - spotDiscount) : hourly,
    free: 0,
  };
}

export function billOf(
  {
    table,
    tableId,
    groups = {},
    title = null,
    note = null,
  }: Pick<Bill, never> & {
    table: PriceTable;
    tableId: string;
    groups?: Groups;
    title?: Bill['title'] | undefined;
    note?: Bill['note'] | undefined;
  },
  items: readonly BillItem[],
): Bill {
  const left = new Map<string, number>();
  const lines = items.map(({ group, sku, quantity }): BillLine => {
    const known = priceOf(table, sku);
    if (!known) throw new Error(`no price of ${sku} in ${tableId}`);
    const free = Math.min(left.get(sku) ?? known.free, quantity);
    left.set(sku, (left.get(sku) ?? known.free) - free);
    return { sku, group, ...known, quantity, free, usd: cents((quantity - free) * known.price) / 100 };
  });
  const sums = Map.groupBy(lines, ({ group }) => group);
  return {
    ...{ title, note, table: tableId, lines },
    groups: [...sums].map(([id, of]) => ({ id, about: groups[id] ?? null, usd: sum(of) })),
    total: sum(lines),
  };
}

/** Half a cent up, also where a double stands a hair below it. */
const cents = (usd: number) => Math.round(usd * 100 + 1e-7);
const sum = (lines: readonly { usd: number }[]) => lines.reduce((total, { usd }) => total + Math.round(usd * 100), 0) / 100;
