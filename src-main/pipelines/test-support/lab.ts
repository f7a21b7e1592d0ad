/** A small lab for tests: real storage, artifacts and tracking in a folder of its own; engine, data and code are the test's. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createChanges } from '../../common/changes.ts';
import { type Core, systemClock } from '../../common/core.ts';
import { openLog } from '../../common/log.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Endpoint, ModelVersion, QueueLimits } from '../../contract/index.ts';
import { createDatasets, type DatasetsDomain } from '../../datasets/index.ts';
import type { Engine } from '../../engines/engine.ts';
import { createExpectations } from '../../expectations/index.ts';
import { createFeatures } from '../../features/index.ts';
import { openArtifacts, openDatabase, openHome } from '../../storage/index.ts';
import { createTables } from '../../tables/index.ts';
import { createTracking, type TrackingDomain } from '../../tracking/index.ts';
import { createPipelines } from '../create.ts';
import type { PipelinesDeps, PipelinesDomain } from '../domain.ts';

const tableProgram = fileURLToPath(new URL('../../table-worker.ts', import.meta.url));

export interface TestLab extends AsyncDisposable {
  core: Core;
  code: string;
  tracking: TrackingDomain;
  pipelines: PipelinesDomain;
  datasets: DatasetsDomain;
  tables: ReturnType<typeof createTables>;
  versions: ModelVersion[];
  /** Of those versions, for more cores than one. */
  registry: PipelinesDeps['registry'];
  endpoints: Endpoint[];
  write(files: Record<string, string>): void;
  /** A core of its own on the same home. */
  another(engine?: Engine, options?: Partial<PipelinesDeps> & { core?: Core }): PipelinesDomain;
}

export function openTestLab(
  engine: Engine | ((core: Core) => Engine),
  files: Record<string, string> = {},
  parallel = 4,
  limits?: QueueLimits,
): TestLab {
  const root = mkdtempSync(join(tmpdir(), 'bancada-runs-'));
  const home = openHome(join(root, 'home'));
  const storage = openDatabase(home.database);
  const log = openLog(home.logs, false);
  const artifacts = openArtifacts(home.artifacts);
  // Of this lab alone: what an engine finds of a home and removes is not to be another test's.
  const core: Core = { home, homeId: basename(root), storage, artifacts, changes: createChanges(), clock: systemClock, log };
  const code = join(root, 'code');
  const tracking = createTracking(core);
  const mlflow = { grant: async () => ({ uri: 'http://127.0.0.1:1', token: 'none', revoke() {} }) };
  const versions: ModelVersion[] = [];
  const endpoints: Endpoint[] = [];
  const firstEngine = typeof engine === 'function' ? engine(core) : engine;
  const write = (all: Record<string, string>) => {
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(code, path)), { recursive: true });
      writeFileSync(join(code, path), text);
    }
  };
  write(files);
  writeFileSync(join(root, 'numbers.csv'), 'a,b\n1,2\n');
  const dataset = async (id: string) => {
    if (id !== 'numbers') throw new BancadaError('DATASET_NOT_FOUND', { id, known: 'numbers' });
    return { path: join(root, 'numbers.csv'), digest: 'd'.repeat(64), fileName: 'numbers.csv', format: 'csv' as const };
  };
  const nobody = () => Promise.reject(new Error('nobody reads tables here'));
  const datasets = createDatasets(core, {
    catalog: { datasets: () => [], dataset },
    tables: { profileTable: nobody, relations: nobody, sample: nobody, compareTables: nobody },
    thread: new URL('../../data-thread.ts', import.meta.url),
  });
  const tables = createTables(core, { program: tableProgram });
  const registry = fakeRegistry(versions);
  const open: PipelinesDomain[] = [];
  const another = (other: Engine = firstEngine, { core: own = core, ...options }: Partial<PipelinesDeps> & { core?: Core } = {}) => {
    const pipelines = createPipelines(own, {
      engines: { pick: async () => other },
      catalog: { dataset: (reference, digest) => (reference === 'numbers' ? dataset(reference) : datasets.dataset(reference, digest)) },
      datasets,
      workspaces: { codeFolder: () => code, writeCode: (_, path, content) => write({ [path]: content }) },
      tracking,
      mlflow,
      expectations: createExpectations({ tables, storage: own.storage }),
      features: createFeatures(own, { tables }),
      registry,
      serving: fakeServing(endpoints, registry),
      parallel,
      ...(limits && { limits: () => limits }),
      ...options,
    });
    if (own === core) open.push(pipelines); // else whoever made its core ends it
    return pipelines;
  };
  return {
    core,
    code,
    tracking,
    datasets,
    tables,
    versions,
    registry,
    endpoints,
    pipelines: another(),
    write,
    another,
    async [Symbol.asyncDispose]() {
      for (const pipelines of open) await pipelines.close();
      await tables.close();
      await datasets.close();
      await firstEngine.close();
      await storage.close();
      log.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function fakeRegistry(versions: ModelVersion[]) {
  return {
    async register({
      name,
      digest,
      runId,
      trackingRunId,
      metrics,
    }: {
      name: string;
      digest: string;
      runId: string;
      trackingRunId: string | null;
      metrics: Record<string, number>;
    }) {
      const known = versions.find((each) => each.name === name && each.digest === digest && each.trackingRunId === trackingRunId);
      if (known) return known;
      const version: ModelVersion = {
        name,
        digest,
        runId,
        trackingRunId,
        metrics,
        version: String(versions.length + 1),
        aliases: [],
        tags: {},
        stage: 'None',
        status: 'READY',
        source: '',
        runLink: '',
        userId: '',
        modelId: null,
        flavors: ['bancada'],
        servable: true,
        createdAt: 0,
        updatedAt: 0,
        description: '',
        algorithm: 'majority',
        bytes: 0,
        signature: [],
        inputExample: {},
        endpoints: [],
      };
      versions.push(version);
      return version;
    },
    async setAlias(name: string, alias: string, version: string) {
      for (const each of versions) each.aliases = each.aliases.filter((known) => known !== alias);
      versions.find((each) => each.name === name && each.version === version)!.aliases.push(alias);
    },
    resolve(target: string): ModelVersion {
      const [name, version] = target.split(':');
      const [model, alias] = target.split('@');
      const found = version
        ? versions.find((each) => each.name === name && each.version === version)
        : versions.findLast((each) => each.name === model && (!alias || each.aliases.includes(alias)));
      if (!found) throw new BancadaError('MODEL_NOT_FOUND', { name: target });
      return found;
    },
  };
}

function fakeServing(endpoints: Endpoint[], registry: Pick<PipelinesDeps['registry'], 'resolve'>) {
  return {
    async serve({ target, endpoint = target }: { target: string; endpoint?: string }): Promise<Endpoint> {
      const { name, version } = registry.resolve(target);
      const [, alias = null] = target.split('@');
      const known = endpoints.find((each) => each.name === endpoint);
      const revision = (known?.revision ?? 0) + 1;
      const serving: Endpoint = {
        name: endpoint,
        url: 'http://127.0.0.1:1',
        status: 'ready',
        engine: 'process',
        source: { kind: 'model', name, version, alias },
        revision,
        startedAt: 0,
        readyMs: 1,
        signature: [],
        inputExample: {},
        error: null,
        displacedFrom: null,
      };
      if (known) Object.assign(known, serving);
      else endpoints.push(serving);
      return serving;
    },
    list: () => endpoints,
  };
}
