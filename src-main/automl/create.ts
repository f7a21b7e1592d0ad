/** `createAutoml`: searches of this home: those that steps of pipelines ask for, and those over a data set. What works on them is loaded when there is work. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { snapshots } from '../common/snapshots.ts';
import type { Search, StartSearch } from '../contract/automl.ts';
import { BancadaError } from '../contract/errors.ts';
import type { ModelVersion } from '../contract/registry.ts';
import type { Datasets } from '../datasets/datasets.ts';
import type { Engines } from '../engines/engines.ts';
import type { Registry } from '../registry/registry.ts';
import type { Tables } from '../tables/tables.ts';
import type { Tracking } from '../tracking/tracking.ts';
import type { Automl } from './automl.ts';
import type { EventReading } from './launch.ts';
import { createSearchStore, type SearchRow } from './store.ts';
import { summary } from './view.ts';

export interface AutomlParts {
  engines: Pick<Engines, 'pick'>;
  datasets: Pick<Datasets, 'dataset'>;
  tables: Pick<Tables, 'convert'>;
  tracking: Tracking;
  registry: Pick<Registry, 'register'>;
  applicationRoot: string;
  language: () => 'pt' | 'en';
  readEvents: EventReading;
}

export interface Automls extends Automl {
  /** Over a data set, with the lab's own program. */
  start(asked: StartSearch): Promise<{ searchId: string }>;
  /** One that was killed, cancelled or failed goes on where it was. */
  resume(searchId: string): Promise<void>;
  get(searchId: string): Search;
  result(searchId: string): Promise<Awaited<ReturnType<typeof import('./result.ts')['resultOf']>>>;
  list(limit: number): Search[];
  watch(searchId: string, signal?: AbortSignal): AsyncGenerator<Search, void>;
  cancel(searchId: string): Promise<void>;
  ended(searchId: string): Promise<void>;
  /** Opens the locked rows: once is an exam, each further time is on record. */
  exam(searchId: string): Promise<Search>;
  register(searchId: string, name: string): Promise<ModelVersion>;
  close(): Promise<void>;
}

const topic = 'automl';
const tellEveryMs = 300;

export function createAutoml(core: Core, parts: AutomlParts): Automls {
  const store = createSearchStore(core.storage);
  const owner = newOwner();
  const working = new Map<string, { abort: AbortController; ended: Promise<void> }>();
  const changed = (id: string) => core.changes.publish({ topic, id });
  const own = () => ({ core, ...parts, language: parts.language() });

  function known(searchId: string): SearchRow {
    const row = store.row(searchId);
    if (!row) throw new BancadaError('AUTOML_NOT_FOUND', { id: searchId.slice(0, 100) });
    return row;
  }

  function begin(row: SearchRow): void {
    const abort = new AbortController();
    const ended = import('./standalone.ts').then(({ runOwn }) =>
      runOwn({ own: own(), parts, store, row, owner, abort, changed: () => changed(row.searchId) }),
    );
    hold(row.searchId, abort, ended);
  }

  function hold(searchId: string, abort: AbortController, work: Promise<unknown>): void {
    const settled = work.then(
      () => {},
      () => {},
    );
    working.set(searchId, { abort, ended: settled });
    void settled.then(() => {
      if (working.get(searchId)?.abort === abort) working.delete(searchId);
      changed(searchId);
    });
  }

  /** What this core does on it ends, so that it can be begun again. */
  async function takeOver(searchId: string): Promise<void> {
    const { closing } = await import('./run.ts');
    const before = working.get(searchId);
    before?.abort.abort(closing);
    await before?.ended;
  }

  return {
    async start(asked) {
      const { planOwn } = await import('./standalone.ts');
      const plan = await planOwn(own(), parts, asked);
      const searchId = `s${core.clock.now().toString(36)}${randomBytes(4).toString('hex')}`;
      const row: SearchRow = {
        ...{
          searchId,
          name: plan.study.study,
          status: 'running',
          plan,
          launches: [],
          phase: 'search',
          chosen: null,
          workedMs: 0,
          runId: null,
          stepId: null,
        },
        ...{ trackingRunId: null, model: null, exams: [], error: null, owner, startedAt: core.clock.now(), endedAt: null },
      };
      await store.save(row);
      changed(searchId);
      begin(row);
      return { searchId };
    },
    async resume(searchId) {
      const row = known(searchId);
      if (row.runId !== null) throw new BancadaError('AUTOML_OF_PIPELINE', { run: row.runId });
      if (row.status === 'done') return;
      if (!(await store.claim(searchId, owner, isAlive)) || working.has(searchId)) throw new BancadaError('AUTOML_RUNNING', { id: searchId });
      changed(searchId);
      begin(known(searchId));
    },
    async asStep({ engine, launch, file, parentRun }) {
      const [{ searchAsStep }, { runSearch }, { parseStudy }] = await Promise.all([import('./as-step.ts'), import('./run.ts'), import('./study.ts')]);
      const { run, seed } = launch;
      const searchId = `${run.id}.${run.step}`.replaceAll(/[^\w.-]+/g, '_');
      await takeOver(searchId);
      const study = { ...parseStudy(readFileSync(join(launch.codeDir, file), 'utf8'), file), seed };
      if (!store.row(searchId)) {
        const plan = {
          study,
          engine: engine.kind,
          data: launch.inputs.map(({ name }) => name).join(', '),
          target: null,
          holdout: 0,
          table: null,
          reasons: [],
        };
        await store.save({
          ...{
            searchId,
            name: study.study,
            status: 'running',
            plan,
            launches: [],
            phase: 'search',
            chosen: null,
            workedMs: 0,
            runId: run.id,
            stepId: run.step,
          },
          ...{ trackingRunId: null, model: null, exams: [], error: null, owner, startedAt: core.clock.now(), endedAt: null },
        });
      } else if (!(await store.claim(searchId, owner, isAlive))) throw new BancadaError('AUTOML_RUNNING', { id: searchId });
      const row = known(searchId);
      const experiment = run.pipeline;
      const { outputs: _, id: __, outDir: modelRoot, ...bench } = launch;
      const parentRunId = await parentRun();
      return searchAsStep({
        launch,
        row,
        language: parts.language(),
        progress(tell) {
          let toldAt = 0;
          return core.changes.listen((change) => {
            if (change.topic !== topic || change.id !== searchId || performance.now() - toldAt < tellEveryMs) return;
            toldAt = performance.now();
            const { trials, ended, phase } = summary(known(searchId), store.trials(searchId));
            tell(trials === 0 ? 0 : Math.min(0.99, ended / row.plan.study.budget.trials), phase);
          });
        },
        work(signal) {
          const abort = new AbortController();
          const both = AbortSignal.any([signal, abort.signal]);
          const work = runSearch({
            ...{ core, tracking: parts.tracking, store, row, owner, engine, launch: bench, experiment, parentRunId, readEvents: parts.readEvents },
            ...{ modelOutDir: modelRoot, signal: both, changed: () => changed(searchId), keep: async () => ({}) },
          });
          hold(searchId, abort, work);
          return work;
        },
      });
    },
    get: (searchId) => summary(known(searchId), store.trials(searchId)),
    async result(searchId) {
      const row = known(searchId);
      return (await import('./result.ts')).resultOf(row, store.trials(searchId));
    },
    list: (limit) => store.list(limit).map((row) => summary(row, store.trials(row.searchId))),
    watch(searchId, signal) {
      known(searchId);
      const read = () => summary(known(searchId), store.trials(searchId));
      const about = { changes: core.changes, topics: [topic], id: searchId, read, everyMs: 250 };
      return snapshots({ ...about, ended: ({ status }) => status !== 'running', ...(signal && { signal }) });
    },
    async cancel(searchId) {
      known(searchId);
      await store.cancel(searchId, core.clock.now());
      working.get(searchId)?.abort.abort();
      await working.get(searchId)?.ended;
      changed(searchId);
    },
    ended: async (searchId) => working.get(searchId)?.ended,
    async exam(searchId) {
      const row = known(searchId);
      if (row.status !== 'done' || row.model === null) throw new BancadaError('AUTOML_NOT_DONE', { id: searchId });
      const { examine } = await import('./standalone.ts');
      await examine(own(), parts, store, row);
      changed(searchId);
      return summary(known(searchId), store.trials(searchId));
    },
    async register(searchId, name) {
      const row = known(searchId);
      if (row.model === null) throw new BancadaError('AUTOML_NOT_DONE', { id: searchId });
      const { figures } = await import('./run.ts');
      const { resultOf } = await import('./result.ts');
      const metrics = figures(row, resultOf(row, store.trials(searchId)));
      return parts.registry.register({ name, digest: row.model, runId: searchId, trackingRunId: row.trackingRunId, metrics });
    },
    async close() {
      const all = [...working.values()];
      if (all.length > 0) {
        const { closing } = await import('./run.ts');
        for (const { abort } of all) abort.abort(closing);
      }
      await Promise.all(all.map(({ ended }) => ended));
      leave(owner);
    },
  };
}
