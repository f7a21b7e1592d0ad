/** `createCheckLab`: what one session's checks are given. Everything of the learner's runs in an engine; equal runs of a session are made once. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batches } from '../../batch/index.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Ci } from '../../cicd/index.ts';
import type { Cloud } from '../../cloud/cloud.ts';
import type { Core } from '../../common/core.ts';
import type { EngineKind, Scalar } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Solution } from '../../contract/workspaces.ts';
import type { Exports } from '../../exports/index.ts';
import type { Features } from '../../features/features.ts';
import type { Loads } from '../../load/index.ts';
import { codeFiles, type PipelinesDomain, readPipeline, type StartOverrides } from '../../pipelines/index.ts';
import type { Registry } from '../../registry/index.ts';
import type { Rollouts } from '../../rollout/index.ts';
import { type ServingDomain, temporaryPrefix } from '../../serving/index.ts';
import type { Workspaces } from '../workspaces.ts';
import { scoreInBatch } from './batches.ts';
import { conveyor } from './ci.ts';
import { createCheckCloud } from './cloud.ts';
import { addProbe, applyEdits, copyCode } from './code.ts';
import { toCsv } from './csv.ts';
import type { CheckLab, RunOptions, RunView } from './define.ts';
import { interruptedRun } from './interrupt.ts';
import { createTrials } from './model-endpoint.ts';
import { type CheckService, openService } from './service.ts';
import { createTracked, type TrackedDeps } from './tracked.ts';
import { missing, runView, specView, verdict } from './views.ts';

export interface CheckLabDeps {
  core: Pick<Core, 'artifacts' | 'changes' | 'home'>;
  catalog: Pick<Catalog, 'challengeFolder'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
  pipelines: PipelinesDomain;
  loads: Pick<Loads, 'measure'>;
  serving: Pick<ServingDomain, 'serve' | 'stop' | 'trial'>;
  registry: Pick<Registry, 'resolve' | 'folder'> & TrackedDeps['registry'];
  tracking: TrackedDeps['tracking'];
  rollouts: Pick<Rollouts, 'start' | 'last' | 'settled' | 'rollback'>;
  batches: Pick<Batches, 'start' | 'get' | 'watch' | 'cancel' | 'ended'>;
  features: Pick<Features, 'online'>;
  cloud: Cloud;
  exports: Pick<Exports, 'preview'>;
  ci: Pick<Ci, 'start' | 'finished' | 'cancel' | 'applyPullRequest' | 'endRehearsals' | 'rollBack' | 'workflow'>;
}

export interface CheckScope {
  challengeId: string;
  solution: Solution;
  engine: EngineKind;
  seed: number;
}

export interface SessionLab extends CheckLab {
  /** Ends what a check left running: its runs when it was cut short, its services always. */
  settle(): Promise<void>;
  /** Ends what stays for a whole session. */
  close(): Promise<void>;
}

interface Execution {
  pipeline: string;
  effects: boolean;
  /** The last run of the pipeline will do, where it is the very same. */
  mayTake?: boolean;
}

export function createCheckLab(deps: CheckLabDeps, { challengeId, solution, engine, seed }: CheckScope): SessionLab {
  const { core, catalog, workspaces, pipelines, serving, registry, rollouts, batches, loads } = deps;
  const trials = createTrials({ core, serving, rollouts, engine, challengeId });
  const done = new Map<string, Promise<RunView>>();
  const underWay = new Set<string>();
  let services: CheckService[] = [];
  let sending = new AbortController();
  const ownEndpoint = `${temporaryPrefix}${challengeId}`;
  const codeFolder = () => workspaces.codeFolder(challengeId, solution);

  async function execute(code: string, options: RunOptions & Execution): Promise<RunView> {
    const { pipeline, effects, mayTake = false, params = {}, cache = true, replaceDatasets = {}, interruptAt } = options;
    const hasSeed = readPipeline(code).params.some((param) => param.name === 'seed');
    const seeded: Record<string, Scalar> = hasSeed ? { seed, ...params } : params;
    const start: Parameters<PipelinesDomain['start']>[0] = {
      ...{ pipeline, solution, engine, cache, effects, params: seeded, seed, codeFolder: code, thaw: true },
      datasets: await storeRows(core, replaceDatasets),
    };
    if (interruptAt !== undefined) return runView(pipelines, await interruptedRun(core, pipelines, start, interruptAt));
    const known = mayTake ? await pipelines.same(start) : null;
    if (known !== null) return runView(pipelines, pipelines.get(known));
    const { runId } = await pipelines.start(start);
    underWay.add(runId);
    try {
      return runView(pipelines, await pipelines.finished(runId));
    } finally {
      underWay.delete(runId);
    }
  }

  async function run(options: RunOptions): Promise<RunView> {
    const { params = {}, cache, replaceDatasets = {}, editFiles = {}, interruptAt } = options;
    const isPlain = [params, replaceDatasets, editFiles].every((each) => Object.keys(each).length === 0) && interruptAt === undefined;
    // Only the learner's own run may register and deploy, and counts among their runs; the others are rehearsals.
    // Where they have just made it, nothing is made again, unless a check asks what the cache knows of it.
    const about: Execution =
      isPlain && cache === undefined
        ? { pipeline: challengeId, effects: true, mayTake: true }
        : { pipeline: `${challengeId}/check`, effects: isPlain && cache === true };
    if (Object.keys(editFiles).length === 0) return execute(codeFolder(), { ...options, ...about });
    const code = copyCode(codeFolder());
    try {
      applyEdits(code, editFiles);
      return await execute(code, { ...options, ...about });
    } finally {
      rmSync(code, { recursive: true, force: true });
    }
  }

  /** What the learner's own run has registered. */
  async function registered(lab: CheckLab): Promise<{ target: string; folder: string }> {
    const { model, status, error } = await lab.run();
    if (!model) throw new BancadaError('CHECK_BROKEN', { check: 'lab.run()', detail: error?.message ?? status });
    const target = `${model.name}:${model.version}`;
    return { target, folder: registry.folder(registry.resolve(target)) };
  }
  const cloud = createCheckCloud(deps, { challengeId, solution });
  const ci = conveyor(deps, { challengeId, solution, engine, codeFolder });

  return {
    seed,
    engine,
    async endpoint({ spoil } = {}) {
      return trials.endpoint((await registered(this)).folder, spoil);
    },
    async batch(rows, { interrupt = false } = {}) {
      const { target } = await registered(this);
      return scoreInBatch(batches, { target, engine: engine === 'warm' ? 'docker' : engine, rows, interrupt });
    },
    ci: ci.run,
    cloud: cloud.view(() => run({})),
    workflow: async () => (await deps.ci.workflow(challengeId, solution)).content,
    rollBack: ci.rollBack,
    run(options = {}) {
      const { editFiles = {}, ...rest } = options;
      const edits = Object.entries(editFiles).map(([path, edit]) => [path, String(edit)]);
      const key = createHash('sha256')
        .update(JSON.stringify([rest, edits]))
        .digest('hex');
      const known = done.get(key) ?? run(options);
      done.set(key, known);
      return known;
    },
    async probe(file, options = {}) {
      const code = copyCode(codeFolder());
      try {
        addProbe(code, catalog.challengeFolder(challengeId), file, challengeId, options);
        return await execute(code, { pipeline: `${challengeId}/check`, effects: false, params: {} });
      } finally {
        rmSync(code, { recursive: true, force: true });
      }
    },
    async service() {
      const service = await openService(serving, { target: challengeId, endpoint: ownEndpoint, engine, solution });
      services.push(service);
      return service;
    },
    load: (plan) => loads.measure({ endpoint: ownEndpoint, ...plan }, sending.signal),
    online: (store, keys, at) => deps.features.online(store, keys, at),
    ...createTracked({ pipelines, registry, tracking: deps.tracking }),
    files: async () => Object.fromEntries(codeFiles(codeFolder()).map(({ path, content }) => [path, content.toString('utf8')])),
    spec: async () => specView(readPipeline(codeFolder())),
    expect: verdict,
    missing,
    async settle() {
      const open = services;
      services = [];
      sending.abort();
      sending = new AbortController();
      await trials.settle();
      await Promise.allSettled([...open.map((service) => service.stop()), ...[...underWay].map((runId) => pipelines.cancel(runId))]);
      await Promise.allSettled([ci.settle(), ...open.map((service) => service.stop()), ...[...underWay].map((runId) => pipelines.cancel(runId))]);
    },
    async close() {
      await cloud.close();
      await trials.close();
      await ci.close();
    },
  };
}

async function storeRows(
  { artifacts }: Pick<Core, 'artifacts'>,
  replaced: NonNullable<RunOptions['replaceDatasets']>,
): Promise<NonNullable<StartOverrides['datasets']>> {
  const stored: NonNullable<StartOverrides['datasets']> = {};
  for (const [id, rows] of Object.entries(replaced)) {
    const folder = mkdtempSync(join(tmpdir(), 'bancada-rows-'));
    const path = join(folder, `${id}.csv`);
    writeFileSync(path, toCsv(rows));
    const { digest } = await artifacts.take(path);
    rmSync(folder, { recursive: true });
    stored[id] = { digest, path: artifacts.path(digest), fileName: `${id}.csv` };
  }
  return stored;
}
