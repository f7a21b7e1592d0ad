/** Which of the compared runs belong together: by the value of a param or tag, or as repetitions that differ by their seed only. Pure. */
import type { FoundRun } from '../found.ts';
import { fieldOf } from '../runs/view.ts';

/** A column, `repeats`, or null: each run by itself. */
export type Grouping = string | null;

export interface RunGroup {
  id: string;
  label: string;
  runs: FoundRun[];
}

export const repeats = 'repeats';
const seedLike = /(?:^|[._-])(?:seed|semente|random_state|rng)(?:$|[._-])/i;

export const isSeed = (key: string): boolean => seedLike.test(key);

export function groupsOf(runs: readonly FoundRun[], by: Grouping): RunGroup[] {
  if (by === null) return runs.map((run) => ({ id: run.runId, label: run.name, runs: [run] }));
  const keyOf = by === repeats ? sameButSeed : (run: FoundRun) => wordOf(run, by) ?? '—';
  const varying = by === repeats ? varyingParams(runs) : [];
  return [...Map.groupBy(runs, keyOf)].map(([id, members]) => ({
    id,
    label: by === repeats ? labelOf(members[0] as FoundRun, varying) : id,
    runs: members,
  }));
}

/** Whether there are repetitions to put together. */
export function hasRepeats(runs: readonly FoundRun[]): boolean {
  return runs.some(({ params }) => Object.keys(params).some(isSeed)) && groupsOf(runs, repeats).length < runs.length;
}

export function wordOf(run: FoundRun, id: string): string | undefined {
  const { kind, key } = fieldOf(id);
  return kind === 'param' ? run.params[key] : run.tags[key];
}

function sameButSeed({ params }: FoundRun): string {
  return JSON.stringify(
    Object.entries(params)
      .filter(([key]) => !isSeed(key))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function varyingParams(runs: readonly FoundRun[]): string[] {
  const keys = new Set(runs.flatMap(({ params }) => Object.keys(params)));
  return [...keys].filter((key) => !isSeed(key) && new Set(runs.map(({ params }) => params[key])).size > 1);
}

function labelOf(run: FoundRun, varying: readonly string[]): string {
  return varying.length === 0 ? run.name : varying.map((key) => `${key}=${run.params[key] ?? '—'}`).join(' · ');
}
