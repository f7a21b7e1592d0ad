/** What a search asks of one launch of its program; it comes as JSON in the parameter `automl`. */
import type { Value } from '../sdk/types.ts';

export type Params = Readonly<Record<string, Exclude<Value, null>>>;

export interface Member {
  params: Params;
  seed: number;
}

export interface Job {
  trial: number;
  /** Several: the mean of their probabilities. */
  members: Member[];
  units: number[];
}

export type Task =
  | { kind: 'measure'; folds: number; seed: number; jobs: Job[] }
  | { kind: 'fit'; members: Member[] }
  | { kind: 'describe' }
  | { kind: 'exam' };

/** Tags of the events that answer; their values are JSON. */
export const tags = { unit: 'automl.unit', failed: 'automl.failed', table: 'automl.table', exam: 'automl.exam' } as const;
