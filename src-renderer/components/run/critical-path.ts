/**
 * `criticalPath`: the chain of steps that made the run as long as it was, each with what the run would have saved without it: the longest way through
 * the graph, by the times that were, with that step taking none. Pure.
 */
import { type TimeRow, timeOf } from './timeline.ts';

export interface CriticalStep {
  row: TimeRow;
  /** From when it could begin until it ended. */
  took: number;
  waited: number;
  /** What the whole would be shorter by if it took no time at all. */
  saves: number;
}

export interface CriticalPath {
  steps: CriticalStep[];
  ids: ReadonlySet<string>;
  /** From the start of the run to the end of the last of them. */
  total: number;
  waited: number;
  readied: number;
  paused: number;
}

/** More than these are looked at only where they took longest. */
const judged = 60;

export function criticalPath(rows: readonly TimeRow[], needsOf: (id: string) => readonly string[]): CriticalPath | null {
  const byId = new Map(rows.map((row) => [row.id, row]));
  let last: TimeRow | undefined;
  for (const row of rows) if (!last || row.endedAt > last.endedAt) last = row;
  if (!last) return null;
  const chain: TimeRow[] = [];
  for (let row: TimeRow | undefined = last; row; ) {
    chain.unshift(row);
    let before: TimeRow | undefined;
    for (const id of needsOf(row.id)) {
      const need = byId.get(id);
      if (need && !chain.includes(need) && (!before || need.endedAt > before.endedAt)) before = need;
    }
    row = before;
  }
  const order = inOrder(rows, needsOf);
  const whole = longest(order, needsOf, null);
  const slowest = new Set([...chain].sort((a, b) => tookOf(b) - tookOf(a)).slice(0, judged));
  const steps = chain.map((row) => ({
    row,
    took: tookOf(row),
    waited: timeOf(row, 'queued', 'retry'),
    saves: slowest.has(row) ? whole - longest(order, needsOf, row.id) : 0,
  }));
  const sum = (...phases: Parameters<typeof timeOf>[1][]) => chain.reduce((all, row) => all + timeOf(row, ...phases), 0);
  return {
    steps,
    ids: new Set(chain.map(({ id }) => id)),
    total: last.endedAt,
    waited: sum('queued', 'retry'),
    readied: sum('ready'),
    paused: sum('paused'),
  };
}

const tookOf = (row: TimeRow) => row.endedAt - row.readyAt;

function longest(order: readonly TimeRow[], needsOf: (id: string) => readonly string[], without: string | null): number {
  const ends = new Map<string, number>();
  let whole = 0;
  for (const row of order) {
    let ready = 0;
    for (const id of needsOf(row.id)) ready = Math.max(ready, ends.get(id) ?? 0);
    const end = ready + (row.id === without ? 0 : tookOf(row));
    ends.set(row.id, end);
    whole = Math.max(whole, end);
  }
  return whole;
}

function inOrder(rows: readonly TimeRow[], needsOf: (id: string) => readonly string[]): TimeRow[] {
  const open = new Map(rows.map((row) => [row.id, row]));
  const sorted: TimeRow[] = [];
  const visit = (first: TimeRow) => {
    const stack = [first];
    while (stack.length > 0) {
      const row = stack.at(-1)!;
      const next = needsOf(row.id).find((id) => open.has(id) && id !== row.id && !stack.some((each) => each.id === id));
      if (next !== undefined) stack.push(open.get(next)!);
      else {
        stack.pop();
        if (open.delete(row.id)) sorted.push(row);
      }
    }
  };
  for (const row of rows) if (open.has(row.id)) visit(row);
  return sorted;
}
