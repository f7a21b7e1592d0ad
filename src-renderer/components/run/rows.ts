/** A graph down a narrow pane: rows of at most two steps, so that names stay legible. Pure. */
import type { DagStep } from './steps.ts';

export type Step = Pick<DagStep, 'id' | 'needs'>;

export interface Placed {
  id: string;
  x: number;
  y: number;
}

export const rowSize = { width: 162, height: 44 };

const perRow = 2;
const gap = { x: 12, y: 22 };

export function heightOf(steps: readonly Step[]): number {
  return Math.max(0, ...down(steps).map(({ y }) => y)) + rowSize.height;
}

export function down(steps: readonly Step[]): Placed[] {
  const { width, height } = rowSize;
  const ranks = ranksOf(steps);
  const layers = [...Map.groupBy(steps, ({ id }) => ranks.get(id)!)].sort(([a], [b]) => a - b).map(([, layer]) => layer);
  const rows = layers.flatMap((layer) =>
    Array.from({ length: Math.ceil(layer.length / perRow) }, (_, row) => layer.slice(row * perRow, (row + 1) * perRow)),
  );
  return rows.flatMap((row, index) => {
    const left = -(row.length * width + (row.length - 1) * gap.x) / 2;
    return row.map(({ id }, column) => ({ id, x: left + column * (width + gap.x), y: index * (height + gap.y) }));
  });
}

/** How many steps follow each other on the longest way. */
export function depthOf(steps: readonly Step[]): number {
  return Math.max(-1, ...ranksOf(steps).values()) + 1;
}

/** The length of the longest way from a step that needs nothing. */
export function ranksOf(steps: readonly Step[]): Map<string, number> {
  const needs = new Map(steps.map((step) => [step.id, step.needs]));
  const ranks = new Map<string, number>();
  const rank = (id: string): number => {
    const known = ranks.get(id);
    if (known !== undefined) return known;
    ranks.set(id, 0); // a cycle cannot be run, but it must not hang the drawing
    const found = Math.max(-1, ...(needs.get(id) ?? []).map(rank)) + 1;
    ranks.set(id, found);
    return found;
  };
  for (const { id } of steps) rank(id);
  return ranks;
}
