/** `prepareOwn`: a search over a data set with the program of the lab: the rows put apart, the table looked at, what nobody said filled in from what it is like. */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TableAbout } from '../../src-runtime/automl/describe.ts';
import { tags } from '../../src-runtime/automl/task.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Datasets } from '../datasets/datasets.ts';
import type { Engine, LaunchInput } from '../engines/engine.ts';
import { type Tables, tableFormatOf } from '../tables/tables.ts';
import { defaultsFor } from './defaults.ts';
import { type Bench, type EventReading, launchTask } from './launch.ts';
import { lockRows } from './split.ts';
import type { SearchPlan } from './store.ts';

const mega = 2 ** 20;

export interface OwnSearch {
  core: Core;
  datasets: Pick<Datasets, 'dataset'>;
  tables: Pick<Tables, 'convert'>;
  applicationRoot: string;
  readEvents: EventReading;
  language: 'pt' | 'en';
}

/** Of one search: its two tables, there until it is removed. */
export const folderOf = ({ home }: Pick<Core, 'home'>, searchId: string) => join(home.root, 'automl', searchId);

export async function lockData(
  own: OwnSearch,
  searchId: string,
  { data, holdout, study }: Pick<SearchPlan, 'data' | 'holdout' | 'study'>,
): Promise<void> {
  const folder = folderOf(own.core, searchId);
  const place = (name: string) => join(folder, name);
  if (existsSync(place('busca.jsonl')) && existsSync(place('teste.jsonl'))) return;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const given = await own.datasets.dataset(data.replace(/^dataset:/, ''));
  const format = tableFormatOf(given.fileName);
  if (format === null) throw new BancadaError('TABLE_FORMAT_UNKNOWN', { file: given.fileName });
  const rows = place('linhas.jsonl');
  rmSync(rows, { force: true });
  await own.tables.convert({ path: given.path, format, name: given.fileName }, { path: rows, format: 'jsonl' });
  await lockRows(rows, { search: place('busca.jsonl.new'), exam: place('teste.jsonl.new') }, { share: holdout, seed: study.seed });
  for (const name of ['teste.jsonl', 'busca.jsonl']) renameSync(place(`${name}.new`), place(name));
  rmSync(rows);
}

export function ownLaunch(
  own: OwnSearch,
  searchId: string,
  { study, target, table }: Pick<SearchPlan, 'study' | 'target' | 'table'>,
  inputs?: LaunchInput[],
): Bench['launch'] {
  const { core } = own;
  const path = join(folderOf(core, searchId), 'busca.jsonl');
  return {
    labels: { 'bancada.home': core.homeId, 'bancada.kind': 'step', 'bancada.run': searchId, 'bancada.step': 'automl' },
    codeDir: installProgram(own.applicationRoot, core.home.root),
    entry: 'evaluate.mjs',
    inputs: inputs ?? [{ name: 'dados', path, fileName: 'busca.jsonl', format: 'jsonl' }],
    seed: study.seed,
    params: {},
    matrix: {},
    run: { id: searchId, pipeline: 'automl', step: study.study, attempt: 1 },
    resources: { cpus: 1, memoryBytes: 1024 * mega, diskBytes: 1024 * mega, logBytes: 64 * mega },
    network: 'none',
    env: { LAB_AUTOML: JSON.stringify({ target, table }) },
    timeoutMs: 3600_000,
    language: own.language,
  };
}

/** What the table is like; the program looks, for it reads the rows anyway. */
export async function describe(own: OwnSearch, searchId: string, plan: SearchPlan, engine: Engine, signal: AbortSignal): Promise<SearchPlan> {
  let table: TableAbout | null = null;
  const folder = join(own.core.home.root, 'automl', '.work', searchId);
  const id = `${searchId}-${own.core.clock.now().toString(36)}`;
  const bench: Bench = { engine, launch: ownLaunch(own, searchId, plan), folder, id, signal, readEvents: own.readEvents, remember: async () => {} };
  const other = (tag: string, value: unknown) => {
    if (tag === tags.table) table = value as TableAbout;
  };
  await launchTask(bench, { kind: 'describe' }, { other }, { name: 'describe' });
  rmSync(folder, { recursive: true, force: true });
  if (table === null) throw new BancadaError('AUTOML_FAILED', { detail: 'describe' });
  const about = table as TableAbout;
  const { reasons, ...defaults } = defaultsFor(about);
  if (Object.keys(plan.study.space).length > 0) return { ...plan, table };
  const { metric } = plan.study.objective;
  const isNumber = ['r2', 'rmse', 'mae'].includes(metric);
  const objective = { ...plan.study.objective, metric: (about.classes === 0) === isNumber ? metric : usualMetric(about.classes) };
  return { ...plan, table, reasons, study: { ...plan.study, space: defaults.space, validation: defaults.validation, objective } };
}

const usualMetric = (classes: number) => (classes === 0 ? ('r2' as const) : ('f1_macro' as const));

/** Inside the home, where programs find the SDK and a container may read it. */
function installProgram(applicationRoot: string, home: string): string {
  const target = join(home, 'automl', '.program');
  if (existsSync(target)) return target;
  const building = `${target}.${process.pid}.new`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(join(home, 'automl'), { recursive: true, mode: 0o755 });
  cpSync(join(applicationRoot, 'resources', 'automl'), building, { recursive: true });
  renameSync(building, target);
  return target;
}
