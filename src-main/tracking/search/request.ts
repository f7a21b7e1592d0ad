/** What a search of runs asks for, understood: it goes to a reader thread as it is. */
import type { Clause, Order } from '../../filter/index.ts';

export type View = 'active' | 'deleted' | 'all';

export interface RunSearch {
  /** Null stands for all. */
  readonly experiments: readonly number[] | null;
  readonly view: View;
  readonly clauses: readonly Clause[];
  readonly orders: readonly Order[];
  /** Leave out runs whose parent is found as well. */
  readonly rootsOnly: boolean;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}
