/**
 * `useDagNodes`: steps as the drawing takes them. A step that is as it was stays the same object, and each comes with its size and the places of its
 * handles: what is new would be drawn, measured and thrown away again at every news of a run of a thousand steps.
 */
import { type Node, Position } from '@xyflow/react';
import { useRef } from 'react';
import { sizes } from './dag-layout.ts';
import type { DagNodeData } from './dag-node.tsx';
import type { Placed } from './rows.ts';
import { type DagStep, marksOf } from './steps.ts';

type Direction = DagNodeData['direction'];

interface Look {
  places: ReadonlyMap<string, Placed>;
  direction: Direction;
  selectedId: string | null;
  critical: ReadonlySet<string> | undefined;
  /** The language of `say`. */
  language: string;
  /** What a reader of the screen hears of it. */
  say(step: DagStep): string;
}

interface Known {
  node: Node<DagNodeData>;
  place: Placed | undefined;
  said: string;
}

export function useDagNodes(steps: readonly DagStep[], { places, direction, selectedId, critical, language, say }: Look): Node<DagNodeData>[] {
  const known = useRef(new Map<string, Known>());
  const next = new Map<string, Known>();
  const nodes = steps.map((step) => {
    const data = { step, direction, critical: critical?.has(step.id) ?? false };
    const selected = step.id === selectedId;
    const place = places.get(step.id);
    const about = [step.status, step.kind, step.attempts, step.durationMs, step.progress, marksOf(step)];
    const said = [...about, selected, data.critical, direction, language].join('|');
    const before = known.current.get(step.id);
    const kept = before && before.said === said && before.place === place ? before : { node: nodeOf(data, selected, place, say(step)), place, said };
    next.set(step.id, kept);
    return kept.node;
  });
  known.current = next;
  return nodes;
}

function nodeOf(data: DagNodeData, selected: boolean, place: Placed | undefined, ariaLabel: string): Node<DagNodeData> {
  const size = sizes[data.direction];
  const isAcross = data.direction === 'LR';
  const [into, out] = isAcross ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom];
  const middle = { x: isAcross ? 0 : size.width / 2, y: isAcross ? size.height / 2 : 0 };
  return {
    id: data.step.id,
    type: 'step',
    position: place ?? { x: 0, y: 0 },
    ...size,
    measured: { ...size },
    handles: [
      { type: 'target', position: into, ...middle, width: 1, height: 1 },
      { type: 'source', position: out, ...middle, ...(isAcross ? { x: size.width } : { y: size.height }), width: 1, height: 1 },
    ],
    selected,
    data,
    ariaLabel,
  };
}
