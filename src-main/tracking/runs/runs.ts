/** `createRuns`: runs as they are shown and changed. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { TrackedRun } from '../../contract/tracking.ts';
import { pipelineRunTag } from '../tags.ts';
import { runReads } from './reads.ts';

export interface Runs {
  /** Active runs, newest first. */
  list(page: { experimentId?: string; limit: number; offset: number }): TrackedRun[];
  /** RUN_NOT_FOUND. */
  get(runId: string): TrackedRun;
  /** With its child runs. RUN_NOT_FOUND. */
  detail(runId: string): TrackedRun & { children: TrackedRun[]; pipelineRunId: string | null };
}

export function createRuns({ storage }: Pick<Core, 'storage'>): Runs {
  const reads = runReads(storage);
  function get(runId: string): TrackedRun {
    const run = reads.run(runId);
    if (!run) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
    return run;
  }
  return {
    list: ({ experimentId, limit, offset }) => reads.runs(experimentId === undefined ? undefined : Number(experimentId), limit, offset),
    get,
    detail(runId) {
      const run = get(runId);
      return { ...run, children: reads.children(runId), pipelineRunId: run.tags[pipelineRunTag] ?? null };
    },
  };
}
