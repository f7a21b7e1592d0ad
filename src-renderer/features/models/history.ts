/** The moves of aliases as a person reads them: newest first, each with whether going back to it would change anything. Pure. */
import type { AliasMove } from '#contract';

export type MoveKind = 'set' | 'moved' | 'removed';

export interface MoveRow {
  move: AliasMove;
  kind: MoveKind;
  /** What the alias points to now is what it pointed to after this move. */
  current: boolean;
}

export function moveRows(history: readonly AliasMove[], aliases: Readonly<Record<string, string>>): MoveRow[] {
  return [...history].sort((a, b) => b.id - a.id).map((move) => ({ move, kind: kindOf(move), current: (aliases[move.alias] ?? null) === move.to }));
}

function kindOf({ from, to }: AliasMove): MoveKind {
  if (to === null) return 'removed';
  return from === null ? 'set' : 'moved';
}
