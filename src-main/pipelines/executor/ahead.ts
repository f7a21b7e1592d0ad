/**
 * `createAhead`: boots the programs of the steps that come next while those they wait for are at work, where the engine can (a local Node takes 30 ms to get ready).
 * It is a wager, and a cheap one: a program for a step that then comes from the cache, or not at all, is ended before it ran a line of the learner's.
 */
import { mkdirSync } from 'node:fs';
import { secretEnv } from '../logs/secrets.ts';
import type { ActiveStep, RunContext } from './context.ts';
import { launchIdOf, outDirOf } from './launch.ts';

export interface Ahead {
  /** To be called when the program of a step has started. */
  look(step: ActiveStep): void;
  /** The launch id under which a step's program waits already. */
  take(stepId: string): string | null;
  /** The step will not need it. */
  drop(stepId: string): void;
}

/** Programs that wait, of one run: each holds some 40 MB. One would be ready in time only behind steps that take longer than a boot. */
const most = 2;

export function createAhead(context: RunContext): Ahead {
  const waiting = new Map<string, string>();
  let dependants: Map<string, ActiveStep[]> | null = null;

  function boot(step: ActiveStep): void {
    const { run, resources, network } = step.plan;
    const id = launchIdOf(context, step);
    const inputs = step.plan.inputs.map(({ source }) => ({ path: source.kind === 'dataset' ? context.run.plan.datasets[source.id]!.path : null }));
    const outDir = outDirOf(context, id);
    try {
      mkdirSync(outDir, { recursive: true });
      const launch = { id, codeDir: context.run.plan.codeDir, entry: run!, outDir, resources, network, env: secretEnv(context, step), inputs };
      waiting.set(step.plan.id, id);
      context.engine.ahead!(launch).catch(() => {});
    } catch {
      // Whatever is wrong is told by the step itself, in its turn.
    }
  }

  const isUnderWay = (id: string) => waiting.has(id) || context.steps.get(id)!.record.status !== 'pending';

  function mayBoot({ plan, record, edits }: ActiveStep): boolean {
    return (
      plan.kind === 'run' &&
      plan.wanted &&
      plan.network !== 'tracking' &&
      record.status === 'pending' &&
      edits === null &&
      !waiting.has(plan.id) &&
      plan.needs.every(isUnderWay) &&
      !context.deps.store.debug.pausesBefore(context.run.runId, plan.id, plan.stepId)
    );
  }

  return {
    look(step) {
      if (!context.engine.ahead || context.signal.aborted) return;
      dependants ??= dependantsOf(context.steps);
      let behind = [step];
      while (behind.length > 0 && waiting.size < most) {
        const next = behind.flatMap(({ plan }) => dependants!.get(plan.id) ?? []);
        for (const each of next) if (waiting.size < most && mayBoot(each)) boot(each);
        behind = next.filter(({ plan }) => waiting.has(plan.id));
      }
    },
    take(stepId) {
      const id = waiting.get(stepId) ?? null;
      waiting.delete(stepId);
      return id;
    },
    drop(stepId) {
      const id = waiting.get(stepId);
      if (id === undefined) return;
      waiting.delete(stepId);
      context.engine.forget?.(id);
    },
  };
}

function dependantsOf(steps: RunContext['steps']): Map<string, ActiveStep[]> {
  const dependants = new Map<string, ActiveStep[]>();
  for (const step of steps.values()) {
    for (const id of step.plan.needs) {
      const known = dependants.get(id);
      if (known) known.push(step);
      else dependants.set(id, [step]);
    }
  }
  return dependants;
}
