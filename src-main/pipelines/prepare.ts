/** `prepareRun`: all that can be refused before a run exists: the specification, its parameters, its programs, its data. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { EngineKind } from '../contract/base.ts';
import type { StartRun } from '../contract/pipelines.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { StartOverrides } from './pipelines.ts';
import type { RunPlan, RunRecord } from './records.ts';
import { snapshotCode } from './snapshot.ts';
import { type PlannedStep, planRun, readPipeline, resolveParams } from './spec/index.ts';

export interface PrepareDeps {
  core: Core;
  catalog: Pick<Datasets, 'dataset'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
}

const defaultSeed = 7;

export async function prepareRun(
  { core, catalog, workspaces }: PrepareDeps,
  options: StartRun & StartOverrides,
  engine: EngineKind,
  owner: string,
): Promise<RunRecord> {
  const solution = options.solution ?? 'workspace';
  const folder = options.codeFolder ?? workspaces.codeFolder(options.pipeline, solution);
  const spec = readPipeline(folder);
  const params = resolveParams(options.pipeline, spec.params, options.params ?? {});
  const fresh = new Set(options.fresh);
  const planned = planRun(spec, params).map((step) => (fresh.has(step.stepId) ? { ...step, cache: false } : step));
  const steps = options.thaw ? planned.map((step) => ({ ...step, frozen: false })) : planned;
  const plan: RunPlan = {
    seed: typeof params.seed === 'number' ? params.seed : (options.seed ?? defaultSeed),
    codeDir: snapshotCode(folder, join(core.home.runs, 'code')),
    cache: options.cache ?? true,
    effects: options.effects ?? true,
    steps,
    datasets: await datasets(catalog, steps, options.datasets ?? {}),
    tags: [...new Set([...spec.tags, ...(options.tags ?? [])])],
  };
  return {
    runId: options.runId ?? newRunId(core.clock.now()),
    rerunOf: options.rerunOf ?? null,
    pipeline: options.pipeline,
    solution,
    engine,
    status: 'pending',
    params,
    plan,
    startedAt: core.clock.now(),
    endedAt: null,
    trackingRunId: null,
    model: null,
    endpoint: null,
    error: null,
    owner,
  };
}

async function datasets(
  catalog: Pick<Datasets, 'dataset'>,
  steps: readonly PlannedStep[],
  replaced: NonNullable<StartOverrides['datasets']>,
): Promise<RunPlan['datasets']> {
  const ids = new Set(steps.flatMap((step) => step.inputs.flatMap(({ source }) => (source.kind === 'dataset' ? [source.id] : []))));
  const found: RunPlan['datasets'] = {};
  for (const id of ids) {
    const given = replaced[id];
    const own = await catalog.dataset(id, given?.digest);
    // A copy that was made for reading may be gone, and is made again.
    found[id] = given ? { ...given, path: existsSync(given.path) ? given.path : own.path, format: own.format } : own;
  }
  return found;
}

/** Sorts by time, and is safe as the name of a folder and of a container. */
export function newRunId(now: number): string {
  return `r${now.toString(36)}${randomBytes(4).toString('hex')}`;
}
