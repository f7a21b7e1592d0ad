/** CI/CD for models: the five jobs of a project, run here, on a commit or on files as they are. What does the work is loaded when there is some. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { snapshots } from '../common/snapshots.ts';
import { type CiJobId, type CiRepository, type CiRun, ciJobs } from '../contract/ci.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Solution } from '../contract/workspaces.ts';
import type { Engines } from '../engines/index.ts';
import type { Pipelines } from '../pipelines/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Rollouts } from '../rollout/index.ts';
import type { ServingDomain } from '../serving/index.ts';
import type { Workspaces } from '../workspaces/index.ts';
import type { CiConfig } from './config.ts';
import type { Source } from './source.ts';
import { type CiRow, createCiStore } from './store.ts';

export interface CiParts {
  engines: Pick<Engines, 'pick'>;
  pipelines: Pick<Pipelines, 'start' | 'cancel' | 'finished' | 'get' | 'artifactPath'>;
  serving: Pick<ServingDomain, 'serve' | 'get' | 'list' | 'stop'>;
  rollouts: Pick<Rollouts, 'start' | 'settled' | 'last' | 'rollback'>;
  registry: Pick<Registry, 'register' | 'setAlias' | 'resolve'>;
  workspaces: Pick<Workspaces, 'codeFolder' | 'challengeIds'>;
  catalog: Pick<Catalog, 'challengeFolder'>;
  applicationRoot: string;
  runtimeDir: string;
}

export interface StartCi {
  project: string;
  solution: Solution;
  engine?: 'docker' | 'process' | undefined;
  ref?: string | undefined;
  jobs?: readonly CiJobId[] | undefined;
  cause: CiRun['cause'];
  /** For checks: other code than the solution's, under another branch's name. */
  codeFolder?: string;
  branch?: string;
  cache?: boolean;
}

export interface Ci {
  projects(): string[];
  repository(project: string, language: 'pt' | 'en'): Promise<CiRepository>;
  commit(project: string, message: string, language: 'pt' | 'en'): Promise<CiRepository>;
  hook(project: string, on: boolean, language: 'pt' | 'en'): Promise<CiRepository>;
  /** Answers when it is written down and under way. */
  start(asked: StartCi): Promise<{ id: string }>;
  pullRequest(project: string, pullRequest: string, engine?: 'docker' | 'process'): Promise<{ id: string }>;
  /** Back to the revision before of what a run deployed; how long until its address answered again, and what. */
  rollBack(run: CiRun): Promise<{ ms: number; status: number; body: string }>;
  /** Ends what rehearsals serve. */
  endRehearsals(): Promise<void>;
  /** Changes code as one of the lab's pull requests does. */
  applyPullRequest(project: string, pullRequest: string, folder: string): Promise<void>;
  list(project: string | null, limit: number): CiRun[];
  get(id: string): CiRun;
  watch(id: string, signal?: AbortSignal): AsyncGenerator<CiRun, void>;
  cancel(id: string): Promise<void>;
  logs(id: string, job: CiJobId): Promise<string>;
  sbom(id: string): Promise<string | null>;
  workflow(project: string, solution: Solution): Promise<{ path: string; content: string }>;
  finished(id: string): Promise<CiRun>;
  close(): Promise<void>;
}

const topic = 'ci';

export function createCi(core: Core, parts: CiParts): Ci {
  const store = createCiStore(core.storage);
  const owner = newOwner();
  const working = new Map<string, { abort: AbortController; ended: Promise<void> }>();
  const rows = new Map<string, CiRow>();
  const later = () => import('./work.ts');
  const place = { core, parts };

  function known(id: string): CiRow {
    const row = rows.get(id) ?? store.row(id);
    if (!row) throw new BancadaError('CI_RUN_NOT_FOUND', { id: id.slice(0, 60) });
    return row;
  }

  function view({ owner: by, ...run }: CiRow): CiRun {
    return structuredClone(run.status === 'running' && !isAlive(by) ? { ...run, status: 'cancelled' as const } : run);
  }

  const save = (row: CiRow): Promise<unknown> => {
    const saved = store.save(row);
    core.changes.publish({ topic, id: row.id });
    return saved;
  };

  async function begin(asked: StartCi): Promise<{ id: string }> {
    const { project, solution, cause, jobs } = asked;
    const { kind } = await parts.engines.pick(asked.engine);
    const engine = await parts.engines.pick(kind === 'docker' ? 'docker' : 'process');
    const id = `c${core.clock.now().toString(36)}${randomBytes(3).toString('hex')}`;
    const { prepare, runJobs, folderOf } = await later();
    const { source, config, code } = await prepare(place, { ...asked, id });
    const row = rowOf({ id, project, solution, cause, engine: engine.kind === 'docker' ? 'docker' : 'process', source, at: core.clock.now(), owner });
    const abort = new AbortController();
    rows.set(id, row);
    await save(row);
    const work = async (config: CiConfig) => {
      await engine.prepare();
      await runJobs({
        ...{ core, parts, engine, row, config, code, folder: folderOf(core, id), abort, rehearsal: cause === 'check', cache: asked.cache ?? true },
        only: jobs ? new Set(jobs) : null,
        save: () => void save(row),
      });
    };
    const ended = work(config)
      .catch((error: unknown) => {
        core.log.error('ci run broken', { id, error });
        Object.assign(row, { status: abort.signal.aborted ? 'cancelled' : 'failed', endedAt: core.clock.now() });
      })
      .then(async () => {
        const { tidy } = await later();
        tidy(core, id);
        await save(row);
        rows.delete(id);
        working.delete(id);
      });
    working.set(id, { abort, ended });
    return { id };
  }

  return {
    projects: () => parts.workspaces.challengeIds().filter((id) => hasConfig(parts.catalog.challengeFolder(id))),
    repository: async (project, language) => (await later()).repository(place, project, language),
    commit: async (project, message, language) => (await later()).commit(place, project, message, language),
    hook: async (project, on, language) => (await later()).setHook(place, project, on, language),
    start: begin,
    async pullRequest(project, pullRequest, engine) {
      const branch = await (await later()).openPullRequest(place, project, pullRequest);
      return begin({ project, solution: 'workspace', ref: branch, cause: 'pull-request', engine });
    },
    applyPullRequest: async (project, pullRequest, folder) => (await later()).applyPullRequest(place, project, pullRequest, folder),
    rollBack: async (run) => (await later()).rollBack(place, run),
    async endRehearsals() {
      const { rehearsalEnding } = await import('./jobs/deploy.ts');
      const open = parts.serving.list().filter(({ name, url }) => name.endsWith(rehearsalEnding) && url !== null);
      for (const { name } of open) await parts.serving.stop(name);
    },
    list: (project, limit) => store.list(project, limit).map((row) => view(rows.get(row.id) ?? row)),
    get: (id) => view(known(id)),
    watch(id, signal) {
      known(id);
      const read = () => view(known(id));
      return snapshots({ changes: core.changes, topics: [topic], id, read, ended: ({ status }) => status !== 'running', ...(signal && { signal }) });
    },
    async cancel(id) {
      known(id);
      working.get(id)?.abort.abort();
      await working.get(id)?.ended;
    },
    logs: async (id, job) => (await later()).readLog(core, known(id).id, job),
    sbom: async (id) => (await later()).readSbom(core, known(id).id),
    workflow: async (project, solution) => (await later()).workflowOf(place, project, solution),
    async finished(id) {
      await working.get(id)?.ended;
      return view(known(id));
    },
    async close() {
      const all = [...working.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ ended }) => ended));
      leave(owner);
    },
  };
}

interface Fresh extends Pick<CiRow, 'id' | 'project' | 'solution' | 'cause' | 'engine' | 'owner'> {
  source: Source;
  at: number;
}

function rowOf({ source, at, ...about }: Fresh): CiRow {
  const jobs = ciJobs.map((id) => ({ id, status: 'waiting' as const, startedAt: null, ms: null, steps: [], measures: {} }));
  return { ...about, ...source, status: 'running', jobs, annotations: [], products: {}, startedAt: at, endedAt: null };
}

const hasConfig = (challenge: string) => existsSync(join(challenge, 'inicio', 'ci.yaml'));
