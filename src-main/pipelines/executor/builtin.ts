/**
 * `executeBuiltin`: `register`, `deploy` and `dataset`, done by the core itself. Their cache entries are believed only while what they brought about still
 * stands: the version with its alias, the endpoint at the revision it had then, the version of the data set that is current.
 */
import type { StepStatus } from '../../contract/pipelines.ts';
import type { Endpoint } from '../../contract/serving.ts';
import { builtinKey } from '../cache/key.ts';
import { failureOfError } from '../failures/failure.ts';
import type { BuiltinResult, RunRecord, StoredOutput } from '../records.ts';
import { runMetrics } from '../view.ts';
import type { CacheAnswer, CacheContext } from './cached.ts';
import { type ActiveStep, changeStep, type ExecutorDeps, LetGo, type RunContext, unhurried } from './context.ts';
import { keyInputs, type ResolvedInput, resolveInputs } from './launch.ts';
import { isCurrentData, publishData } from './publish.ts';
import { toldDigest } from './suite-digest.ts';

/** On a version of a model; lineage reads it. */
const editedTag = 'bancada.edited';

export type BuiltinContext = Omit<CacheContext, 'deps' | 'runtime'> & {
  readonly deps: Pick<ExecutorDeps, 'core' | 'store' | 'registry' | 'serving' | 'datasets' | 'features'>;
};

export async function executeBuiltin(context: RunContext, step: ActiveStep): Promise<StepStatus> {
  const { run } = context;
  const { clock, log, home } = context.deps.core;
  if (context.signal.aborted) return cancelled(context, step);
  try {
    const inputs = resolveInputs(context, step.plan, step.edits);
    const { known, entry } = lookUpBuiltin(context, step);
    context.later(context.change((put) => put.known(run.runId, step.plan.id, known), unhurried));
    // Begun by a core that died: what it brought about stands already, and is gone on with.
    if (entry?.result && step.record.status !== 'running') {
      const now = clock.now();
      await end(context, step, 'cached', entry.result, { startedAt: now, origin: entry.runId });
      return 'cached';
    }
    const isAgain = step.record.status === 'running';
    await changeStep(context, step, { status: 'running', attempts: 1, startedAt: clock.now() });
    const result = await bringAbout(context, step, inputs, isAgain);
    await end(context, step, 'succeeded', result, { key: known.key });
    return 'succeeded';
  } catch (error) {
    if (error instanceof LetGo) throw error;
    if (error === context.signal.reason) {
      if (context.cancelled) return cancelled(context, step);
      throw new LetGo();
    }
    const failure = failureOfError(error, step.plan.id, home.logs);
    if (failure.code === 'INTERNAL') log.error('built-in step failed', { run: run.runId, step: step.plan.id, error });
    await changeStep(context, step, { status: 'failed', endedAt: clock.now(), error: failure });
    return 'failed';
  }
}

/** What the cache holds for a built-in, where that still stands. */
export function lookUpBuiltin(context: BuiltinContext, step: Pick<ActiveStep, 'plan'> & Partial<Pick<ActiveStep, 'edits'>>): CacheAnswer {
  const { plan } = step;
  const { deps, run } = context;
  const parts = { code: null, runtime: null, inputs: keyInputs(resolveInputs(context, plan, step.edits)), state: outerState(context, step) };
  const isCached = plan.cache && !context.isReachedByEdits?.(plan.id);
  const key = isCached ? builtinKey(plan, parts.inputs, parts.state) : null;
  const isAsked = key !== null && run.plan.cache && !run.plan.rerun?.forced.includes(plan.id);
  const entry = isAsked ? deps.store.cached(key) : null;
  return { known: { key, parts }, entry: entry?.result && stands(context, entry.result, entry.outputs) ? entry : null };
}

function bringAbout(context: RunContext, step: ActiveStep, inputs: readonly ResolvedInput[], isAgain: boolean): Promise<BuiltinResult> {
  if (step.plan.kind === 'register') return register(context, step, inputs);
  return step.plan.kind === 'dataset' ? publishData(context, step, inputs) : deploy(context, step, isAgain);
}

async function register(context: RunContext, step: ActiveStep, inputs: readonly ResolvedInput[]): Promise<BuiltinResult> {
  const { registry } = context.deps;
  const { runId } = context.run;
  const name = String(step.plan.with.name);
  const alias = step.plan.with.alias === undefined ? null : String(step.plan.with.alias);
  const { digest } = inputs[0]!;
  const trackingRunId = await context.trackingRun();
  const { version } = await registry.register({ name, digest, runId, trackingRunId, metrics: metricsNow(context), tags: editsSaid(context, step) });
  if (alias !== null) await registry.setAlias(name, alias, version, runId);
  return { kind: 'register', name, version, digest, alias };
}

/** A model that came of what was changed by hand says so, and of which steps. */
function editsSaid(context: RunContext, { plan }: ActiveStep) {
  if (!context.isReachedByEdits(plan.id)) return [];
  const edited = [...context.steps.values()].filter(({ edits }) => edits).map((each) => each.plan.id);
  return [{ key: editedTag, value: edited.join(', ') }];
}

/** `isAgain`: a core that died had begun it. If what it asked for is there, nothing is put in its place. */
async function deploy(context: RunContext, step: ActiveStep, isAgain: boolean): Promise<BuiltinResult> {
  const { registry, serving } = context.deps;
  const target = String(step.plan.with.model);
  const { name, version } = registry.resolve(target);
  const there = serving.list().find((each) => each.name === step.plan.with.endpoint);
  if (isAgain && there?.engine === context.run.engine && isServing(there, { name, version }))
    return { kind: 'deploy', endpoint: there.name, revision: there.revision, model: name, version };
  const endpoint = await serving.serve({
    target,
    endpoint: String(step.plan.with.endpoint),
    engine: context.run.engine,
    solution: context.run.solution,
  });
  return { kind: 'deploy', endpoint: endpoint.name, revision: endpoint.revision, model: name, version };
}

function isServing({ status, source }: Endpoint, { name, version }: { name: string; version: string }): boolean {
  return status === 'ready' && source.kind === 'model' && source.name === name && source.version === version;
}

/** What a built-in's result depends on besides what it is told. */
function outerState(context: BuiltinContext, step: Pick<ActiveStep, 'plan'>): unknown {
  if (step.plan.kind === 'register') return metricsNow(context);
  if (step.plan.kind === 'dataset') return null;
  if (step.plan.kind === 'expect' || step.plan.kind === 'features' || step.plan.kind === 'materialize') return toldDigest(context.run, step.plan);
  const { name, version, digest } = context.deps.registry.resolve(String(step.plan.with.model));
  return [name, version, digest, context.run.engine];
}

function stands(context: BuiltinContext, result: BuiltinResult, outputs: readonly StoredOutput[]): boolean {
  const { core, registry, serving, datasets, features } = context.deps;
  if (result.kind === 'expect' || result.kind === 'features') return outputs.every(({ digest }) => core.artifacts.has(digest));
  if (result.kind === 'materialize') {
    const isWhole = outputs.every(({ digest }) => core.artifacts.has(digest));
    return isWhole && (!context.run.plan.effects || features.isOnline(result.digest));
  }
  if (result.kind === 'dataset') return isCurrentData(datasets, result);
  if (result.kind === 'deploy') {
    const endpoint = serving.list().find((each) => each.name === result.endpoint);
    // One that was removed and made again counts its revisions anew.
    return endpoint?.revision === result.revision && isServing(endpoint, { name: result.model, version: result.version });
  }
  try {
    const isThere = registry.resolve(`${result.name}:${result.version}`).digest === result.digest;
    return isThere && (result.alias === null || registry.resolve(`${result.name}@${result.alias}`).version === result.version);
  } catch {
    return false;
  }
}

async function end(
  context: RunContext,
  step: ActiveStep,
  status: 'succeeded' | 'cached',
  result: BuiltinResult,
  { key = null, ...started }: { key?: string | null; startedAt?: number; origin?: string },
): Promise<void> {
  const now = context.deps.core.clock.now();
  const { run } = context;
  const about = aboutRun(result);
  await changeStep(context, step, { status, endedAt: now, ...started }, (put) => {
    put.run(run.runId, about);
    if (key !== null) put.cache(key, { outputs: [], evidence: step.evidence, result }, run.runId, now);
  });
  Object.assign(run, about);
}

/** What the run itself tells of it. */
function aboutRun(result: BuiltinResult): Partial<Pick<RunRecord, 'model' | 'endpoint'>> {
  if (result.kind === 'register') return { model: { name: result.name, version: result.version } };
  return result.kind === 'deploy' ? { endpoint: result.endpoint } : {};
}

async function cancelled(context: RunContext, step: ActiveStep): Promise<StepStatus> {
  await changeStep(context, step, { status: 'cancelled', endedAt: context.deps.core.clock.now() });
  return 'cancelled';
}

function metricsNow(context: BuiltinContext): Record<string, number> {
  const records = context.run.plan.steps.map((plan) => context.steps.get(plan.id)!.record);
  return runMetrics(context.run.plan.steps, records);
}
