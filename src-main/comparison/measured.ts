/**
 * `measure`: what the learner's own runs, load tests, rollouts and conveyors measured, per challenge. Only of code of their own workspace: a run of the
 * reference or of a check says nothing about what they built. Where nothing was run there is no value.
 */
import type { Measured, MeasuredRow, MeasureId } from '../contract/comparison.ts';
import type { PipelineRun, RunSummary } from '../contract/pipelines.ts';
import type { Rollout } from '../contract/rollout.ts';
import type { ComparisonParts } from './index.ts';
import { mainMetric } from './main-metric.ts';

type Values = MeasuredRow['values'];
/** Steps that train, by the names that challenges and learners give them. */
const training = /(^|[-_.])(trein|train|busca|ajust|fit)/i;
const mostRuns = 200;

export function measure(parts: ComparisonParts): MeasuredRow[] {
  const { catalog, study } = parts;
  const progress = new Map(study.overview().modules.map((each) => [each.moduleId, each]));
  const runs = new Map(catalog.challengeIds().map((id) => [id, ownRuns(parts, id)]));
  const served = endpointsOf(parts, runs);
  return catalog.modules().map(({ id, title }) => {
    const { checksPassed = [], checks = 0, lastAt = null } = progress.get(id) ?? {};
    const values: Values = { ...ofRuns(parts, runs.get(id) ?? []), ...ofService(parts, served.get(id) ?? []), ...ofConveyor(parts, id) };
    if (checksPassed.length > 0) values.checks = { value: checksPassed.length, of: String(checks), at: lastAt, source: { kind: 'checks', id } };
    return { moduleId: id, title, values };
  });
}

function ownRuns({ pipelines }: ComparisonParts, pipeline: string): RunSummary[] {
  return pipelines.list({ pipeline, limit: mostRuns }).filter(({ solution }) => solution === 'workspace');
}

function ofRuns({ pipelines }: ComparisonParts, runs: readonly RunSummary[]): Values {
  const done = runs.filter(({ status }) => status === 'succeeded');
  // One that came from the cache as a whole says nothing about how long the work takes.
  const last = done.find(({ counts }) => (counts.succeeded ?? 0) > 0) ?? done[0];
  if (!last) return {};
  const run = pipelines.get(last.runId);
  const from = (value: number, of: string | null = null): Measured => ({ value, of, at: run.startedAt, source: { kind: 'run', id: run.runId } });
  const count = (name: string) => runs.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0);
  const cached = count('cached');
  const trained = trainingMs(run);
  const metric = mainMetric(last.metrics);
  return {
    runs: from(runs.length, String(done.length)),
    'run-ms': from(run.durationMs),
    steps: from(run.steps.length),
    ...(trained !== null && { 'training-ms': from(trained) }),
    ...(cached + count('succeeded') > 0 && { 'cached-share': from(cached / (cached + count('succeeded')), String(cached)) }),
    ...(metric && { metric: from(metric.value, metric.name) }),
  };
}

/** Of a pipeline of one step, that step is the training. */
function trainingMs({ steps }: PipelineRun): number | null {
  const trained = (steps.length === 1 ? steps : steps.filter(({ stepId }) => training.test(stepId))).filter(
    ({ status, cached }) => status === 'succeeded' && !cached,
  );
  return trained.length > 0 ? trained.reduce((sum, { durationMs }) => sum + durationMs, 0) : null;
}

interface Served {
  name: string;
  readyMs: number | null;
  startedAt: number | null;
  /** Targets as load tests write them down: `casas:3`, or the challenge. */
  targets: ReadonlySet<string>;
}

/** Endpoints that serve what a challenge's own runs made, or its own program. */
function endpointsOf({ serving }: ComparisonParts, runs: ReadonlyMap<string, readonly RunSummary[]>): Map<string, Served[]> {
  const found = new Map<string, Served[]>();
  const endpoints = serving.list();
  for (const [id, own] of runs) {
    const targets = new Set([id, ...own.flatMap(({ model }) => (model ? [`${model.name}:${model.version}`] : []))]);
    const of = endpoints.filter(({ source }) =>
      source.kind === 'model' ? targets.has(`${source.name}:${source.version}`) : source.pipeline === id && source.solution === 'workspace',
    );
    found.set(
      id,
      of.map(({ name, readyMs, startedAt }) => ({ name, readyMs, startedAt, targets })),
    );
  }
  return found;
}

function ofService({ loads, rollouts }: ComparisonParts, endpoints: readonly Served[]): Values {
  const values: Values = {};
  const set = (id: MeasureId, value: Measured | null) => {
    if (value && (values[id]?.at ?? 0) <= (value.at ?? 0)) values[id] = value;
  };
  for (const { name, readyMs, startedAt, targets } of endpoints) {
    if (readyMs !== null) set('ready-ms', { value: readyMs, of: name, at: startedAt, source: { kind: 'endpoint', id: name } });
    const test = loads.list(name, 50).find(({ status, result, target }) => status === 'done' && result.latency && targets.has(target));
    if (test?.result.latency) {
      const from = (value: number): Measured => ({ value, of: test.target, at: test.startedAt, source: { kind: 'load', id: test.loadId } });
      set('p50-ms', from(test.result.latency.p50.ms));
      set('p99-ms', from(test.result.latency.p99.ms));
      set('throughput', from(test.result.throughput));
    }
    set('rollback-ms', rolledBack(rollouts.list(name, 20), name));
  }
  return values;
}

/** From the decision that a revision is bad, or a person's word, until the one before had all of the traffic again. */
function rolledBack(rollouts: readonly Rollout[], endpoint: string): Measured | null {
  for (const { id, status, events } of rollouts) {
    const undone = events.findLast(({ kind }) => kind === 'undone');
    const decided = undone && events.findLast(({ kind, seq }) => kind === 'bad' && seq < undone.seq);
    if (status === 'rolled-back' && undone && decided)
      return { value: undone.at - decided.at, of: endpoint, at: undone.at, source: { kind: 'rollout', id } };
  }
  return null;
}

function ofConveyor({ ci }: ComparisonParts, project: string): Values {
  const last = ci.list(project, 30).find(({ status, solution, cause }) => status === 'passed' && solution === 'workspace' && cause !== 'check');
  if (!last || last.endedAt === null) return {};
  const measures = Object.assign({}, ...last.jobs.map((job) => job.measures)) as Record<string, number>;
  const from = (value: number): Measured => ({ value, of: last.commit || null, at: last.startedAt, source: { kind: 'ci', id: last.id } });
  return {
    'pipeline-ms': from(last.endedAt - last.startedAt),
    ...(measures.coverage !== undefined && { coverage: from(measures.coverage) }),
    ...(measures['rollback-ms'] !== undefined && { 'rollback-ms': from(measures['rollback-ms']) }),
  };
}
