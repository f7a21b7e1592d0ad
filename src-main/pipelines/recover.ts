/**
 * `takeUp`: what a core that died left behind. Its runs are claimed, programs that still run are adopted, the rest is removed from the engine,
 * and only then does work go on: two programs never write for the same attempt.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../common/owner.ts';
import type { Engine } from '../engines/engine.ts';
import { type Adopted, endLost } from './executor/attempt.ts';
import type { RunContext } from './executor/context.ts';
import { launchOf } from './executor/launch.ts';
import { type AttemptRecord, isOpen } from './records.ts';
import type { Store } from './store.ts';

export interface TakenUp {
  context: RunContext;
  adopted: Map<string, Adopted>;
}

export async function takeUp(store: Store, contexts: readonly RunContext[], engines: readonly Engine[]): Promise<TakenUp[]> {
  const taken: TakenUp[] = [];
  const lost: { context: RunContext; attempt: AttemptRecord }[] = [];
  for (const context of contexts) {
    const adopted = new Map<string, Adopted>();
    for (const attempt of store.running(context.run.runId)) {
      const running = await adopt(context, attempt);
      if (running) adopted.set(attempt.stepId, running);
      else lost.push({ context, attempt });
    }
    taken.push({ context, adopted });
  }
  const keep = new Set(taken.flatMap(({ adopted }) => [...adopted.values()].map(({ running }) => running.reference)));
  const gone = new Set(lost.map(({ attempt }) => attempt.launchId));
  for (const engine of new Set([...engines, ...contexts.map(({ engine }) => engine)])) await reap(store, engine, keep, gone);
  for (const { context, attempt } of lost) await endLost(context, attempt);
  return taken;
}

/** Folders of runs that had ended when their core died: it came no further. */
export async function sweepFolders(store: Store, runs: string): Promise<void> {
  for (const name of await readdir(runs)) {
    const run = store.run(name);
    if (run && !isOpen(run.status)) await rm(join(runs, name), { recursive: true, force: true });
  }
}

async function adopt(context: RunContext, attempt: AttemptRecord): Promise<Adopted | null> {
  const step = context.steps.get(attempt.stepId);
  if (attempt.reference === null || !step) return null;
  // Its address and token of the tracking server were the dead core's.
  if (step.plan.network === 'tracking') return null;
  // A search goes on from its trials, not from a program.
  if (step.plan.search) return null;
  try {
    const running = await context.engine.adopt(attempt.reference, launchOf(context, step, attempt));
    return running && { attempt, running };
  } catch (error) {
    context.deps.core.log.warn('step could not be adopted', { run: context.run.runId, step: attempt.stepId, error });
    return null;
  }
}

/** Other cores may be at work on this home: what they run stays, also what they are just starting and have not written down yet. */
async function reap(store: Store, engine: Engine, adopted: ReadonlySet<string>, lost: ReadonlySet<string>): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const others = store.allRunning().filter(({ owner, launchId }) => !lost.has(launchId) && owner !== null && isAlive(owner));
    const references = others.map(({ reference }) => reference);
    if (references.every((reference) => reference !== null)) {
      await engine.reap(new Set([...adopted, ...references.filter((reference) => reference !== null)]), 'step');
      return;
    }
    await sleep(100);
  }
}
