/** The runs of an experiment in the order of a tree: each run, then its nested runs. Pure. */
import type { TrackedRun } from '#contract';

export interface RunRow {
  run: TrackedRun;
  depth: number;
}

/** Runs whose parent is not here stand by themselves. Among siblings the order stays. */
export function treeRows(runs: readonly TrackedRun[]): RunRow[] {
  const known = new Set(runs.map(({ runId }) => runId));
  const children = Map.groupBy(runs, ({ parentRunId }) => (parentRunId !== null && known.has(parentRunId) ? parentRunId : null));
  const rows: RunRow[] = [];
  const seen = new Set<string>();
  const add = (run: TrackedRun, depth: number) => {
    if (seen.has(run.runId)) return;
    seen.add(run.runId);
    rows.push({ run, depth });
    for (const child of children.get(run.runId) ?? []) add(child, depth + 1);
  };
  for (const root of children.get(null) ?? []) add(root, 0);
  // A circle of parents has no root; its runs are shown all the same.
  for (const run of runs) add(run, 0);
  return rows;
}

export function durationOf({ startTime, endTime }: TrackedRun): number | null {
  return endTime === null ? null : endTime - startTime;
}
