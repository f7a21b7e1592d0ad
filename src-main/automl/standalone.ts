/** `planOwn`, `runOwn`, `examine`: searches over a data set with the lab's own program. */
import { join } from 'node:path';
import { tags } from '../../src-runtime/automl/task.ts';
import type { StartSearch } from '../contract/automl.ts';
import { BancadaError } from '../contract/errors.ts';
import type { AutomlParts } from './create.ts';
import { type Bench, launchTask } from './launch.ts';
import { describe, folderOf, lockData, type OwnSearch, ownLaunch } from './own.ts';
import { runSearch } from './run.ts';
import type { Exam, SearchPlan, SearchRow, SearchStore } from './store.ts';
import { parseStudy, usualStudy } from './study.ts';

const usualHoldout = 0.2;

export async function planOwn(own: OwnSearch, { engines }: Pick<AutomlParts, 'engines'>, asked: StartSearch): Promise<SearchPlan> {
  const { data, target, text, seed = 7, trials, seconds, engine: wanted, holdout = usualHoldout, ...given } = asked;
  const name = data
    .replace(/^dataset:/, '')
    .replace(/@.*/, '')
    .replaceAll(/[^\w-]+/g, '-');
  await own.datasets.dataset(data.replace(/^dataset:/, ''));
  const { kind } = await engines.pick(wanted);
  const { sampler, pruner, metric, ensemble, parallel } = given;
  const said = {
    ...(sampler && { sampler }),
    ...(pruner && { pruner: { kind: pruner } }),
    ...(metric && { objective: { metric } }),
    ...(ensemble !== undefined && { ensemble }),
    ...(parallel !== undefined && { parallel }),
  };
  const study = text === undefined ? usualStudy(name, said) : parseStudy(text, 'study.yaml');
  const budget = { trials: trials ?? study.budget.trials, ...((seconds ?? study.budget.seconds) && { seconds: seconds ?? study.budget.seconds! }) };
  return { study: { ...study, seed: study.seed ?? seed, budget }, engine: kind, data, target, holdout, table: null, reasons: [] };
}

export interface RunOwn {
  own: OwnSearch;
  parts: AutomlParts;
  store: SearchStore;
  row: SearchRow;
  owner: string;
  abort: AbortController;
  changed(): void;
}

export async function runOwn({ own, parts, store, row: before, owner, abort, changed }: RunOwn): Promise<void> {
  const { core } = own;
  const { searchId } = before;
  let row = before;
  try {
    const engine = await parts.engines.pick(row.plan.engine);
    await engine.prepare();
    await lockData(own, searchId, row.plan);
    if (row.plan.table === null) {
      const plan = await describe(own, searchId, row.plan, engine, abort.signal);
      row = { ...row, plan };
      await store.change(searchId, owner, { plan });
      changed();
    }
    const modelOutDir = join(core.home.root, 'automl', '.work', `${searchId}.model`, 'out');
    await runSearch({
      ...{
        core,
        tracking: parts.tracking,
        store,
        row,
        owner,
        engine,
        launch: ownLaunch(own, searchId, row.plan),
        experiment: 'automl',
        parentRunId: null,
      },
      ...{ modelOutDir, readEvents: parts.readEvents, signal: abort.signal, changed },
      async keep() {
        const { digest, bytes } = await core.artifacts.take(join(modelOutDir, 'modelo'));
        const { trackingRunId } = store.row(searchId)!;
        if (trackingRunId) await parts.tracking.attachArtifact(trackingRunId, 'modelo', { digest, kind: 'folder', bytes });
        return { model: digest };
      },
    });
  } catch (error) {
    if (abort.signal.aborted) return;
    const known = error instanceof BancadaError ? error : new BancadaError('INTERNAL', { log: core.home.logs }, { cause: error });
    if (known.code === 'INTERNAL') core.log.error('search ended unexpectedly', { searchId, error });
    const { explain } = await import('../contract/messages/index.ts');
    const failure = { code: known.code, data: known.data, message: explain(known.code, known.data, 'pt-BR').what };
    await store.change(searchId, owner, { status: 'failed', error: failure, endedAt: core.clock.now() });
  }
}

/** Each time is on record, with its grade. */
export async function examine(own: OwnSearch, parts: AutomlParts, store: SearchStore, row: SearchRow): Promise<void> {
  const { core } = own;
  const engine = await parts.engines.pick(row.plan.engine);
  await engine.prepare();
  const model = core.artifacts.path(row.model!);
  const path = join(folderOf(core, row.searchId), 'teste.jsonl');
  const inputs = [
    { name: 'modelo', path: model, fileName: 'modelo', format: 'folder' as const },
    { name: 'teste', path, fileName: 'teste.jsonl', format: 'jsonl' as const },
  ];
  const number = row.exams.length + 1;
  const bench: Bench = {
    ...{ engine, launch: ownLaunch(own, row.searchId, row.plan, inputs), folder: join(core.home.root, 'automl', '.work', `${row.searchId}.exam`) },
    ...{ id: `${row.searchId}-exam${number}`, signal: new AbortController().signal, readEvents: parts.readEvents, remember: async () => {} },
  };
  let grade: Omit<Exam, 'at'> | null = null;
  const other = (tag: string, value: unknown) => {
    if (tag === tags.exam) grade = value as typeof grade;
  };
  await launchTask(bench, { kind: 'exam' }, { other }, { name: `e${core.clock.now().toString(36)}` });
  if (grade === null) throw new BancadaError('AUTOML_FAILED', { detail: 'exam' });
  const exam = grade as Omit<Exam, 'at'>;
  await store.examined(row.searchId, { at: core.clock.now(), ...exam });
  if (row.trackingRunId) {
    const at = core.clock.now();
    const metrics = Object.entries(exam.metrics).map(([key, value]) => ({ key: `exam_${key}`, value, step: number, timestamp: at }));
    await parts.tracking.logBatch(row.trackingRunId, { metrics });
  }
}
