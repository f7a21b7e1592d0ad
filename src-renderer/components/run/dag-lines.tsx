/** The lines of a large graph, all in two paths: a thousand elements of their own would each be asked at every news. */
import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import classes from './dag.module.css';
import { sizes } from './dag-layout.ts';
import { pathOf, type Way } from './dag-ways.ts';
import type { Placed } from './rows.ts';
import type { DagStep } from './steps.ts';

interface Props {
  steps: readonly Pick<DagStep, 'id' | 'needs'>[];
  places: ReadonlyMap<string, Placed>;
  direction: 'LR' | 'TB';
  critical: ReadonlySet<string> | undefined;
}

export const DagLines = memo(function DagLines({ steps, places, direction, critical }: Props) {
  const plain: Way[] = [];
  const chain: Way[] = [];
  for (const { id, needs } of steps) {
    const to = places.get(id);
    for (const need of needs) {
      const from = places.get(need);
      if (from && to) (critical?.has(need) && critical.has(id) ? chain : plain).push(wayOf(from, to, direction));
    }
  }
  return (
    <ViewportPortal>
      <svg className={classes.lines} aria-hidden="true">
        <path d={pathOf(plain)} />
        <path d={pathOf(chain)} data-critical="" />
      </svg>
    </ViewportPortal>
  );
}, isSameDrawing);

/** As for the edges of a small graph: only where steps stand, and the critical chain, change them. */
function isSameDrawing(before: Props, next: Props): boolean {
  return before.places === next.places && before.critical === next.critical;
}

/** Out of a step, along the next gap, into the other one. */
function wayOf(from: Placed, to: Placed, direction: 'LR' | 'TB'): Way {
  const { width, height } = sizes[direction];
  if (direction === 'LR') {
    const [y, turn] = [from.y + height / 2, from.x + width + 20];
    return [
      [from.x + width, y],
      [turn, y],
      [turn, to.y + height / 2],
      [to.x, to.y + height / 2],
    ];
  }
  const [x, turn] = [from.x + width / 2, from.y + height + 10];
  return [
    [x, from.y + height],
    [x, turn],
    [to.x + width / 2, turn],
    [to.x + width / 2, to.y],
  ];
}
