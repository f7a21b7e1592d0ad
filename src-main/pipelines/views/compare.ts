/** `compareRuns`: what changed between two runs of a pipeline, and what that cost. */
import { existsSync } from 'node:fs';
import type { PipelineRun } from '../../contract/pipelines.ts';
import type { RunComparison } from '../../contract/run-views.ts';
import { textDiff } from '../explain/text-diff.ts';
import type { RunRecord } from '../records.ts';
import { codeFiles } from '../snapshot.ts';
import type { Store } from '../store.ts';

export interface ComparedRun {
  record: RunRecord;
  view: PipelineRun;
}

type Change = RunComparison['params'][number];

const maxDiffs = 40;
const maxBytes = 200_000;

export function compareRuns(store: Store, a: ComparedRun, b: ComparedRun): RunComparison {
  const codeKnown = existsSync(a.record.plan.codeDir) && existsSync(b.record.plan.codeDir);
  const summary = ({ view: { steps: _steps, ...rest } }: ComparedRun) => rest;
  return {
    a: summary(a),
    b: summary(b),
    code: codeKnown ? codeChanges(a.record.plan.codeDir, b.record.plan.codeDir) : [],
    codeKnown,
    params: changes(texts(a.record.params), texts(b.record.params)),
    data: changes(dataOf(a.record), dataOf(b.record)),
    surroundings: changes(surroundingsOf(store, a.record), surroundingsOf(store, b.record)),
    metrics: unionOf(Object.keys(a.view.metrics), Object.keys(b.view.metrics)).map((key) => ({
      key,
      a: a.view.metrics[key] ?? null,
      b: b.view.metrics[key] ?? null,
    })),
    steps: stepsOf(a.view, b.view),
  };
}

function codeChanges(a: string, b: string): RunComparison['code'] {
  if (a === b) return [];
  const [before, after] = [a, b].map((folder) => new Map(codeFiles(folder).map(({ path, content }) => [path, content]))) as [
    Map<string, Buffer>,
    Map<string, Buffer>,
  ];
  const paths = unionOf([...before.keys()], [...after.keys()]).filter((path) => !same(before.get(path), after.get(path)));
  return paths.sort().map((path, index) => {
    const [old, now] = [before.get(path), after.get(path)];
    const change = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    const isShown = index < maxDiffs && isText(old) && isText(now);
    return { path, change, diff: isShown ? textDiff(old?.toString('utf8') ?? '', now?.toString('utf8') ?? '') : null };
  });
}

const same = (a: Buffer | undefined, b: Buffer | undefined) => a !== undefined && b !== undefined && a.equals(b);
const isText = (content: Buffer | undefined) => content === undefined || (content.length <= maxBytes && !content.includes(0));

function surroundingsOf(store: Store, { runId, engine, plan }: RunRecord): Record<string, string> {
  const program = plan.steps.find((step) => step.kind === 'run' && store.known(runId, step.id) !== null);
  const runtime = program ? store.known(runId, program.id)?.parts.runtime : null;
  return { engine, seed: String(plan.seed), cache: String(plan.cache), ...(runtime && { runtime: shortened(runtime) }) };
}

function dataOf({ plan }: RunRecord): Record<string, string> {
  return Object.fromEntries(Object.entries(plan.datasets).map(([id, { digest }]) => [id, digest.slice(0, 12)]));
}

function texts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}

function changes(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): Change[] {
  return unionOf(Object.keys(a), Object.keys(b))
    .filter((name) => a[name] !== b[name])
    .map((name) => ({ name, a: a[name] ?? null, b: b[name] ?? null }));
}

function stepsOf(a: PipelineRun, b: PipelineRun): RunComparison['steps'] {
  const [before, after] = [a, b].map(({ steps }) => new Map(steps.map((step) => [step.id, step]))) as [
    Map<string, PipelineRun['steps'][number]>,
    Map<string, PipelineRun['steps'][number]>,
  ];
  const about = (step: PipelineRun['steps'][number] | undefined) =>
    step ? { status: step.status, durationMs: step.startedAt === null || step.cached ? 0 : step.durationMs, cached: step.cached } : null;
  const digests = (step: PipelineRun['steps'][number] | undefined) => step?.outputs.map(({ name, digest }) => `${name} ${digest}`).join() ?? '';
  return unionOf([...before.keys()], [...after.keys()]).map((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    const [left, right] = [digests(was), digests(is)];
    return { id, a: about(was), b: about(is), sameOutputs: left === '' || right === '' ? null : left === right };
  });
}

const unionOf = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/** A digest by its beginning; the words before it stay whole. */
function shortened(text: string): string {
  return text.replaceAll(/[0-9a-f]{20,}/g, (digest) => digest.slice(0, 12)).slice(0, 60);
}
