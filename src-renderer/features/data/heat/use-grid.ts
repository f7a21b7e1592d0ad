/** `useGrid`: one stop of the keyboard for a whole table of cells; arrows, Home, End, Ctrl+Home and Ctrl+End go from cell to cell. */
import { type KeyboardEvent, useRef, useState } from 'react';

export type Place = readonly [row: number, column: number];

const steps: Record<string, Place> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function useGrid(rows: number, columns: number) {
  const root = useRef<HTMLTableElement>(null);
  const [asked, setAt] = useState<Place>([0, 0]);
  const clamp = ([row, column]: Place): Place => [Math.max(0, Math.min(rows - 1, row)), Math.max(0, Math.min(columns - 1, column))];
  const at = clamp(asked);

  function move(event: KeyboardEvent): void {
    const step = steps[event.key];
    const far = event.ctrlKey || event.metaKey;
    const next = step
      ? clamp([at[0] + step[0], at[1] + step[1]])
      : event.key === 'Home'
        ? ([far ? 0 : at[0], 0] as const)
        : event.key === 'End'
          ? ([far ? rows - 1 : at[0], columns - 1] as const)
          : null;
    if (!next || !(event.target as HTMLElement).dataset.cell) return;
    event.preventDefault();
    setAt(next);
    root.current?.querySelector<HTMLElement>(`[data-cell="${next.join(',')}"]`)?.focus();
  }
  return {
    at,
    grid: { ref: root, onKeyDown: move, role: 'grid' },
    /** What a cell has to be reached by. */
    cell: (row: number, column: number) => ({
      'data-cell': `${row},${column}`,
      tabIndex: at[0] === row && at[1] === column ? 0 : -1,
      onFocus: () => setAt([row, column]),
    }),
  };
}
