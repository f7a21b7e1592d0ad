/** `textDiff`: what changed between two texts, line by line (Myers), with a few lines around each change. */
import type { DiffLine } from '../../contract/reruns.ts';

const around = 3;
const maxEdits = 1000;

/** Null for texts that have hardly anything in common. */
export function textDiff(before: string, after: string): DiffLine[] | null {
  const script = edits(linesOf(before), linesOf(after));
  return script && shortened(script);
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The shortest way from one to the other: where each diagonal got to is kept for every number of edits, then walked back. */
function edits(a: readonly string[], b: readonly string[]): DiffLine[] | null {
  const trace: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, maxEdits); d += 1) {
    const next = new Map(reached);
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(reached, k, d) ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, [...trace, reached]);
    }
    trace.push(reached);
    reached = next;
  }
  return null;
}

function goesDown(reached: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[]): DiffLine[] {
  const script: DiffLine[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reached = trace[d]!;
    const k = x - y;
    const from = goesDown(reached, k, d) ? k + 1 : k - 1;
    const fromX = reached.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) script.push({ kind: 'same', text: a[x - 1]!, before: x--, after: y-- });
    if (d === 0) break;
    if (x === fromX) script.push({ kind: 'added', text: b[y - 1]!, before: x, after: y-- });
    else script.push({ kind: 'removed', text: a[x - 1]!, before: x--, after: y });
  }
  return script.reverse();
}

function shortened(script: readonly DiffLine[]): DiffLine[] {
  const near = new Set<number>();
  for (const [index, { kind }] of script.entries()) {
    if (kind !== 'same') for (let at = index - around; at <= index + around; at += 1) near.add(at);
  }
  return script.flatMap((line, index) => {
    if (near.has(index)) return [line];
    return index === 0 || near.has(index - 1) ? [{ ...line, kind: 'gap' as const, text: '' }] : [];
  });
}
