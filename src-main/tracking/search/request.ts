/** What a search of runs asks for, understood: it goes to a reader thread as it is. */
import type { After, Clause, Order } from '../../filter/index.ts';

export type View = 'active' | 'deleted' | 'all';

export interface RunSearch {
  /** Null stands for all. */
  readonly experiments: readonly number[] | null;
  readonly view: View;
  readonly clauses: readonly Clause[];
  readonly orders: readonly Order[];
  /** Leave out runs whose parent is found as well. */
  readonly rootsOnly: boolean;
  /** What a parent passes to be found, where `clauses` are of a part of the search only. */
  readonly wholeClauses?: readonly Clause[] | undefined;
  /** Only runs behind this one, in the order of time that stands when no other is asked for. */
  readonly after?: After | undefined;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}
