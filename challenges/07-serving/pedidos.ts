/** Requests: homes that were never sold, rows that no service should take, and traffic that goes on until it is told to stop. */
import { houses } from '../../src-main/catalog/imoveis.ts';
import type { CheckRow, EndpointView } from '../../src-main/workspaces/checks/define.ts';

export const EXAMPLE = { area: 120.5, quartos: 3, banheiros: 2, idade: 8, garagem: 2, bairro: 'Zona Sul' };

/** Other homes than those of the data set. */
export function homes(rows: number, seed: number): CheckRow[] {
  return houses({ rows, seed: 70_000 + seed }).map(({ preco: _, ...home }) => home);
}

/** Each wrong in one field, which the answer has to name. */
export const BAD: [field: string, body: Record<string, unknown>][] = [
  ['area', { ...EXAMPLE, area: -3 }],
  ['area', { ...EXAMPLE, area: '120,5' }],
  ['area', { ...EXAMPLE, area: 1e9 }],
  ['quartos', { ...EXAMPLE, quartos: 2.5 }],
  ['quartos', { ...EXAMPLE, quartos: 0 }],
  ['banheiros', { ...EXAMPLE, banheiros: -1 }],
  ['idade', { ...EXAMPLE, idade: -1 }],
  ['idade', Object.fromEntries(Object.entries(EXAMPLE).filter(([name]) => name !== 'idade'))],
  ['garagem', { ...EXAMPLE, garagem: null }],
  ['bairro', { ...EXAMPLE, bairro: 'Marte' }],
];

/** The price that an answer gives; NaN where it gives none. */
export function priceOf(body: unknown): number {
  const value = (body as { value?: unknown } | null)?.value;
  return typeof value === 'number' ? value : Number.NaN;
}

export interface Traffic {
  sent: number;
  /** Answers other than 200, or none at all. */
  lost: number;
  statuses: Record<string, number>;
}

/** Asks again and again, `lanes` requests at a time, until `over` is done. */
export async function traffic(endpoint: EndpointView, rows: readonly CheckRow[], lanes: number, over: Promise<unknown>): Promise<Traffic> {
  const seen: Traffic = { sent: 0, lost: 0, statuses: {} };
  let going = true;
  const end = over.finally(() => {
    going = false;
  });
  const lane = async () => {
    while (going) {
      const body = rows[seen.sent++ % rows.length];
      const status = await endpoint.fetch('/predict', { method: 'POST', body }).then(
        (answer) => String(answer.status),
        (error: Error) => error.name,
      );
      seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
      if (status !== '200') seen.lost++;
    }
  };
  await Promise.all([end, ...Array.from({ length: lanes }, lane)]);
  return seen;
}
