/** How long a plan takes: each step by its history, and the whole with so many programs at a time. */
import type { RerunPlan } from '../../contract/reruns.ts';
import type { RunRecord } from '../records.ts';
import type { Store } from '../store.ts';

type Planned = Pick<RerunPlan['steps'][number], 'id' | 'needs' | 'action' | 'expectedMs'>;

const lastAttempts = 9;

/** The median of a step's last attempts that ended well on this engine; null where there is none. */
export function expectedOf(store: Store, { pipeline, engine }: RunRecord, step: string): number | null {
  const times = store.durations(pipeline, engine, step, lastAttempts).sort((a, b) => a - b);
  const middle = Math.floor(times.length / 2);
  if (times.length === 0) return null;
  return times.length % 2 === 1 ? times[middle]! : (times[middle - 1]! + times[middle]!) / 2;
}

/** `steps` stand behind what they need. What is taken costs nothing; what is not known is not counted. */
export function wholeTime(steps: readonly Planned[], parallel: number): number {
  const slots = Array.from({ length: parallel }, () => 0);
  const ends = new Map<string, number>();
  for (const { id, needs, action, expectedMs } of steps) {
    const ready = Math.max(0, ...needs.map((need) => ends.get(need) ?? 0));
    const takes = action === 'run' ? (expectedMs ?? 0) : 0;
    const slot = slots.indexOf(Math.min(...slots));
    const end = takes === 0 ? ready : Math.max(ready, slots[slot]!) + takes;
    if (takes > 0) slots[slot] = end;
    ends.set(id, end);
  }
  return Math.max(0, ...ends.values());
}
