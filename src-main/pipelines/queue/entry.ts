/** `enteredBy`: how a run stands in the queue. */
import type { RunRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import type { Entry } from './decide.ts';

export function enteredBy(
  run: RunRecord,
  kept: { has(id: string): boolean },
  { priority = 0, lane = null }: { priority?: number | undefined; lane?: string | null | undefined },
): Omit<Entry, 'admitted'> {
  const { runId, plan, startedAt } = run;
  return { runId, priority, lane, tags: plan.tags ?? [], memory: firstNeed(plan.steps, kept), enteredAt: startedAt };
}

/** Bytes of the smallest program that could start at once; 0 where the run begins with something else. */
function firstNeed(steps: readonly PlannedStep[], kept: { has(id: string): boolean }): number {
  const first = steps.filter(({ id, wanted, needs }) => wanted && !kept.has(id) && needs.every((need) => kept.has(need)));
  if (first.length === 0 || first.some(({ kind }) => kind !== 'run')) return 0;
  return Math.min(...first.map(({ resources }) => resources.memoryBytes));
}
