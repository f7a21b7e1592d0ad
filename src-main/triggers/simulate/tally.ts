/** `createTally`: what a simulation has come to, counted per trigger, with the first firings in full. */
import type { SimulatedFiring, TriggerSimulation } from '../../contract/triggers.ts';
import type { Prepared } from './prepare.ts';
import type { Happened } from './world.ts';

/** Of a trigger that fires every minute, a month has 43,200. */
const mostListed = 2000;

export function createTally({ world, durations, unforeseen }: Prepared, from: number, to: number) {
  const listed: SimulatedFiring[] = [];
  const seen = new Set<SimulatedFiring>();
  const totals = new Map(
    world.triggers.map(({ name }) => [name, { name, firings: 0, started: 0, skipped: 0, cancelled: 0, waited: 0, longestWaitMs: 0 }]),
  );
  const open = new Set<SimulatedFiring>();
  let longestQueue = 0;
  let truncated = false;

  function add({ firings, waiting }: Happened): void {
    longestQueue = Math.max(longestQueue, waiting);
    for (const firing of firings) {
      const total = totals.get(firing.trigger)!;
      if (!seen.has(firing) && !open.has(firing)) {
        total.firings += 1;
        total[firing.outcome] += 1;
        if (listed.length < mostListed) {
          listed.push(firing);
          seen.add(firing);
        } else truncated = true;
        if (firing.outcome === 'started') open.add(firing);
      } else if (firing.outcome === 'cancelled' && open.has(firing)) {
        total.started -= 1;
        total.cancelled += 1;
      }
      if (firing.startedAt !== null && firing.startedAt > firing.at && open.has(firing) && firing.endedAt === null) {
        total.waited += 1;
        total.longestWaitMs = Math.max(total.longestWaitMs, firing.startedAt - firing.at);
      }
      if (firing.endedAt !== null) open.delete(firing);
    }
  }

  return {
    add,
    at: (now: number): TriggerSimulation => ({
      simulated: true,
      from,
      to,
      now,
      firings: listed.map((firing) => ({ ...firing })),
      truncated,
      triggers: [...totals.values()].map((total) => ({ ...total })),
      durations,
      unforeseen,
      longestQueue,
    }),
  };
}
