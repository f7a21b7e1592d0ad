/** `walkOf`: the things in a picture by keys as well as by pointer: arrows go from one to the next, Enter opens it, Escape lets go. Spread it on the picture. */
import type { KeyboardEvent } from 'react';

interface Walk<Id> {
  /** In the order in which they are walked. */
  ids: readonly Id[];
  lit: Id | null;
  onLit(id: Id | null): void;
  onOpen(id: Id): void;
}

const ways: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function walkOf<Id>(title: string, { ids, lit, onLit, onOpen }: Walk<Id>) {
  const at = lit === null ? -1 : ids.indexOf(lit);
  const go = (place: number) => onLit(ids[Math.max(0, Math.min(ids.length - 1, place))] ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const way = ways[event.key];
    if (way !== undefined) go(at < 0 ? (way > 0 ? 0 : ids.length - 1) : at + way);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(ids.length - 1);
    else if (event.key === 'Escape' && lit !== null) onLit(null);
    else if (event.key === 'Enter' && lit !== null) onOpen(lit);
    else return;
    event.preventDefault();
  };
  return { role: 'group', 'aria-roledescription': 'chart', 'aria-label': title, tabIndex: 0, onKeyDown, onBlur: () => onLit(null) } as const;
}
