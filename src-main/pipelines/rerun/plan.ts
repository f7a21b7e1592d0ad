/** `planOf`: what a prepared re-run would do, step by step, by the same rules as the executor, without doing it. */
import { extname } from 'node:path';
import type { RerunPlan, StepWhy } from '../../contract/reruns.ts';
import type { Engine } from '../../engines/engine.ts';
import { lookUpBuiltin } from '../executor/builtin.ts';
import { type CacheAnswer, closureOf, lookUp } from '../executor/cached.ts';
import type { ExecutorDeps } from '../executor/context.ts';
import { keyInputs, resolveInputs } from '../executor/launch.ts';
import { keptWhy, taken, untold, whyRuns } from '../explain/why.ts';
import type { KeyRecord, StepRecord } from '../records.ts';
import { hasEffects, type PlannedStep } from '../spec/index.ts';
import { expectedOf, wholeTime } from './expected.ts';
import type { Prepared } from './prepare.ts';

type Action = RerunPlan['steps'][number]['action'];
export type PlanDeps = Pick<ExecutorDeps, 'core' | 'store' | 'registry' | 'serving' | 'datasets' | 'features'>;

export async function planOf(deps: PlanDeps, { run, kept }: Prepared, engine: Pick<Engine, 'fingerprint'>, parallel: number): Promise<RerunPlan> {
  const { store } = deps;
  const steps = new Map(run.plan.steps.map((plan) => [plan.id, { plan, record: kept.get(plan.id)?.record ?? blank(plan.id) }]));
  const fingerprints = new Map<string, Promise<string>>();
  const runtime = (entry: string) => {
    const language = extname(entry);
    const fingerprint = fingerprints.get(language) ?? engine.fingerprint({ entry, codeDir: run.plan.codeDir });
    fingerprints.set(language, fingerprint);
    return fingerprint;
  };
  const context = { deps, run, steps, runtime };
  const actions = new Map<string, Action>();

  async function decide(step: PlannedStep): Promise<{ action: Action; why: StepWhy }> {
    const known = kept.get(step.id);
    if (known) return { action: 'kept', why: keptWhy(context, step, known.record.origin, known.known) };
    if (!step.wanted) return { action: 'skip', why: untold(step.id, run.plan.rerun?.left.includes(step.id) ? 'left' : 'when') };
    if (hasEffects(step.kind) && !run.plan.effects) return { action: 'skip', why: untold(step.id, 'left') };
    if (step.needs.some((id) => actions.get(id) === 'skip')) return { action: 'skip', why: untold(step.id, 'needs') };
    const isSure = (id: string) => actions.get(id) !== 'run';
    const isKnown = !hasEffects(step.kind) ? step.inputs.every(({ instances }) => instances.every(isSure)) : [...actions.keys()].every(isSure);
    if (!isKnown) return { action: 'run', why: whyRuns(store, { run, step, known: await partly(step, isSure) }, true) };
    const answer = step.kind === 'run' ? await lookUp(context, { plan: step }) : builtin(step);
    if (!answer) return { action: 'run', why: untold(step.id, 'made') };
    const { entry } = answer;
    if (!entry) return { action: 'run', why: whyRuns(store, { run, step, known: answer.known }) };
    const metrics = Object.fromEntries(entry.evidence.metrics.map(({ key, value }) => [key, value]));
    steps.set(step.id, { plan: step, record: { ...blank(step.id), status: 'cached', outputs: entry.outputs, metrics } });
    return { action: 'cached', why: taken(step.id, 'cached', entry.runId) };
  }

  /** Null where what it would deploy is not registered yet. */
  function builtin(plan: PlannedStep): CacheAnswer | null {
    try {
      return lookUpBuiltin(context, { plan });
    } catch {
      return null;
    }
  }

  async function partly(step: PlannedStep, isSure: (id: string) => boolean): Promise<KeyRecord> {
    const sure = step.inputs.filter(({ instances }) => instances.every(isSure));
    const inputs = keyInputs(resolveInputs(context, { inputs: sure }));
    const isRun = step.run !== null;
    const parts = {
      code: isRun ? closureOf(run.plan.codeDir, step.run!, step.search) : null,
      runtime: isRun ? await runtime(step.run!) : null,
      inputs,
      state: null,
    };
    return { key: null, parts };
  }

  const planned: RerunPlan['steps'] = [];
  for (const step of inOrder(run.plan.steps)) {
    const { action, why } = await decide(step);
    actions.set(step.id, action);
    const { id, stepId, kind, needs } = step;
    planned.push({ id, stepId, kind, needs, action, why, expectedMs: expectedOf(store, run, id) });
  }
  const position = new Map(run.plan.steps.map(({ id }, index) => [id, index]));
  return {
    runId: run.rerunOf ?? '',
    pipeline: run.pipeline,
    engine: run.engine,
    params: run.params,
    expectedMs: wholeTime(planned, parallel),
    unknown: planned.filter(({ action, expectedMs }) => action === 'run' && expectedMs === null).map(({ id }) => id),
    steps: planned.sort((a, b) => position.get(a.id)! - position.get(b.id)!),
  };
}

/** Each step behind those that it needs; a file may name them in any order. */
function inOrder(steps: readonly PlannedStep[]): PlannedStep[] {
  const open = new Map(steps.map((step) => [step.id, step]));
  const sorted: PlannedStep[] = [];
  while (open.size > 0) {
    for (const step of open.values()) {
      if (step.needs.some((id) => open.has(id))) continue;
      open.delete(step.id);
      sorted.push(step);
    }
  }
  return sorted;
}

function blank(id: string): StepRecord {
  const nothing = { retryAt: null, startedAt: null, endedAt: null, progress: null, trackingRunId: null, error: null, origin: null };
  return { id, status: 'pending', attempts: 0, metrics: {}, outputs: [], ...nothing };
}
