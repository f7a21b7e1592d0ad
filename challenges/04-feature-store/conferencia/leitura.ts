/** How the checks read a run and compare rows with the truth. */
import type { RunView } from '../../../src-main/workspaces/checks/define.ts';
import { FEATURES, moment, type Truth, truthOf } from './oraculo.ts';

export type Line = Record<string, string | number | boolean | null>;

/** Rows of a JSON Lines artifact; null when the run left none. */
export async function lines(run: RunView, reference: string): Promise<Line[] | null> {
  const text = await run.artifact(reference).catch(() => null);
  return text === null ? null : parsed(text);
}

export async function json<T>(run: RunView, reference: string): Promise<T | null> {
  const text = await run.artifact(reference).catch(() => null);
  return text === null ? null : (JSON.parse(text) as T);
}

const parsed = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);

export const isSame = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'number' || typeof b !== 'number') return (a ?? null) === (b ?? null);
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
};

export interface Compared {
  rows: number;
  wrong: number;
  /** The first difference, as a person reads it. */
  first: string;
}

/** Rows whose features (all, or these) are not what was known at their moment. */
export function compare(rows: readonly Line[], names: readonly (keyof Truth)[] = FEATURES): Compared {
  let wrong = 0;
  let first = '';
  for (const row of rows) {
    const truth = truthOf(String(row.cartao_id), moment(String(row.quando)));
    const bad = names.find((name) => !isSame(row[name], truth[name]));
    if (!bad) continue;
    wrong++;
    first ||= `${row.pedido_id}: ${bad} = ${show(row[bad])} (${show(truth[bad])})`;
  }
  return { rows: rows.length, wrong, first };
}

const show = (value: unknown) => (value === undefined ? '—' : typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value));
