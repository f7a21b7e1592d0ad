/** `Side`: one side of a comparison, as the analysis asks it; `columnsSide`: of columns that are in memory. Gaps are null. */
import { seededRandom, shuffled } from '../../../../src-runtime/ml/random.ts';

export type Value = string | number | boolean | null;

/** Rows whose `column` is `value`. */
export interface Where {
  column: string;
  value: string;
}

export interface Side {
  rows(where?: Where): Promise<number>;
  /** The finite values of a column, in no order; the rest of the rows have none. */
  numbers(column: string, where?: Where): Promise<Float64Array>;
  /** These are asked for next, each once, of all rows: where reading them together is quicker. */
  ahead?(columns: readonly string[]): Promise<void>;
  /** How often each value is there, gaps under `gap`. */
  counts(column: string, where?: Where): Promise<Map<string, number>>;
  /** Whole rows, drawn by a seed. */
  sample(columns: readonly string[], limit: number, seed: number): Promise<Value[][]>;
}

/** What a gap is called among categories. */
export const gap = '∅';

export function columnsSide(rows: number, columns: Readonly<Record<string, readonly Value[]>>): Side {
  const chosen = (where: Where | undefined): number[] | null => {
    if (!where) return null;
    const by = columns[where.column] ?? [];
    return by.flatMap((value, i) => (nameOf(value) === where.value ? [i] : []));
  };
  function values(column: string, where: Where | undefined): readonly Value[] {
    const all = columns[column] ?? [];
    return chosen(where)?.map((i) => all[i] ?? null) ?? all;
  }
  return {
    rows: async (where) => chosen(where)?.length ?? rows,
    numbers: async (column, where) => Float64Array.from(values(column, where).filter((value): value is number => Number.isFinite(value))),
    async counts(column, where) {
      const counts = new Map<string, number>();
      for (const value of values(column, where)) counts.set(nameOf(value), (counts.get(nameOf(value)) ?? 0) + 1);
      return counts;
    },
    async sample(names, limit, seed) {
      const order = shuffled(rows, seededRandom(seed)).slice(0, limit);
      return order.map((i) => names.map((name) => columns[name]?.[i] ?? null));
    },
  };
}

function nameOf(value: Value): string {
  return value === null ? gap : String(value);
}
