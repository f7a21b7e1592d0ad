/** How the checks read a search: its leaderboard, the finalists, and what the rule of the study would choose. */
import type { RunView } from '../../../src-main/workspaces/checks/define.ts';

export const tables = ['carros', 'pinguins', 'conforto'] as const;
export type Table = (typeof tables)[number];

export interface BoardRow {
  number: number;
  params: Record<string, unknown>;
  members: number[] | null;
  state: string;
  units: number;
  metrics: Record<string, number>;
  confirmed: number | null;
  broken: string[];
  folds: Record<string, number>;
}

export interface Board {
  study: {
    objective: { metric: string; limits: Record<string, number>; prefer?: string; tolerance: number };
    validation: { folds: number; repeats: number };
    confirm: { top: number; repeats: number };
    pruner: { kind: string };
    budget: { trials: number; seconds?: number };
  };
  chosen: number | null;
  rows: BoardRow[];
  importances: { param: string; share: number }[];
  saved: { spentMs: number; wholeMs: number; share: number };
  optimism: number | null;
}

/** Null where the run left none. */
export async function boardOf(run: RunView, table: Table): Promise<Board | null> {
  const text = await run.artifact(`busca_${table}.placar`).catch(() => null);
  if (text === null) return null;
  try {
    const board = JSON.parse(text) as Board;
    return Array.isArray(board.rows) && board.study ? board : null;
  } catch {
    return null;
  }
}

/** Rows with folds beyond those of the search. */
export function finalists({ study, rows }: Board): BoardRow[] {
  const search = study.validation.folds * study.validation.repeats;
  return rows.filter(({ folds }) => Object.keys(folds).filter((unit) => Number(unit) >= search).length >= 2 * study.validation.folds);
}

/** What must be the same when a search is made again. */
export function story(board: Board | null): string {
  if (!board) return '—';
  return JSON.stringify([board.chosen, board.rows.map(({ number, params, state, folds }) => [number, params, state, folds])]);
}

export async function linesOf(run: RunView, reference: string): Promise<Record<string, unknown>[] | null> {
  const text = await run.artifact(reference).catch(() => null);
  if (text === null) return null;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
