/** What the rows of the table are, and what whoever finds them tells. */
import type { FoundGroup, FoundRun, Search } from '../found.ts';
import type { Outline } from './outline.ts';

export type Row =
  | { kind: 'run'; id: string; run: FoundRun; depth: number; parent: string | null }
  | { kind: 'group'; id: string; group: FoundGroup }
  /** Not here yet. */
  | { kind: 'waiting'; id: string; depth: number }
  | { kind: 'more'; id: string; depth: number; parent: string; rest: number };

export type Request = Pick<Search, 'experimentIds' | 'filter' | 'orderBy' | 'orderBySummary' | 'view' | 'rootsOnly'>;

export interface Found {
  /** Of roots; null until it is known. */
  total: number | null;
  rows: Outline<Row>;
  rowAt(index: number): Row;
  error: unknown;
  pending: boolean;
  /** The rows are still those of the order or filter before. */
  stale: boolean;
  /** Too many for the order that was asked for. */
  unordered: boolean;
  refetch(): void;
}
