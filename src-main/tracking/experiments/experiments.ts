/** `createExperiments`: experiments as MLflow knows them. */
import type { Core } from '../../common/core.ts';
import type { Experiment } from '../../contract/tracking.ts';
import { experimentReads } from './reads.ts';

export interface Experiments {
  /** With what is shown of each: how many runs, and when it last changed. Last changed first. */
  list(view?: LifecycleView): Experiment[];
}

export type LifecycleView = 'active' | 'deleted' | 'all';

export function createExperiments({ storage }: Pick<Core, 'storage'>): Experiments {
  const reads = experimentReads(storage);
  return {
    list: (view = 'active') => reads.list(view),
  };
}
