/**
 * A core in a process of its own, to be killed: `core.ts <home> <code> <engine> start|rerun|recover|pause|edit|continue`; `rerun` does the last run again from `parte`;
 * `pause` stops before `soma`, `edit` changes what that is given, `continue` lets it go on.
 * Prints one JSON line when the run is recorded, another when it (or what was taken up) has ended.
 */
import { fileURLToPath } from 'node:url';
import { createChanges } from '../../src-main/common/changes.ts';
import { type Core, systemClock } from '../../src-main/common/core.ts';
import { openLog } from '../../src-main/common/log.ts';
import { BancadaError } from '../../src-main/contract/errors.ts';
import { createEngines } from '../../src-main/engines/index.ts';
import { createFeatures } from '../../src-main/features/index.ts';
import { createPipelines } from '../../src-main/pipelines/index.ts';
import { createRegistry } from '../../src-main/registry/index.ts';
import { openArtifacts, openDatabase, openHome } from '../../src-main/storage/index.ts';
import { createTracking } from '../../src-main/tracking/index.ts';
import { homeIdOf } from './home-id.ts';

const [, , root = '', code = '', kind = 'process', action = 'start'] = process.argv;
const home = openHome(root);
const storage = openDatabase(home.database);
const core: Core = {
  home,
  homeId: homeIdOf(root),
  storage,
  artifacts: openArtifacts(home.artifacts),
  changes: createChanges(),
  clock: systemClock,
  log: openLog(home.logs, true),
};
const engines = createEngines(core, {
  runtimeDir: fileURLToPath(new URL('../../dist/runtime', import.meta.url)),
  setting: () => (kind === 'docker' ? 'docker' : 'process'),
});
const tracking = createTracking(core);
const registry = createRegistry(core, { tracking });
function nothingIsRead(): never {
  throw new Error('nothing is checked here');
}

const pipelines = createPipelines(core, {
  engines,
  tracking,
  registry,
  catalog: {
    dataset: async (id) => {
      throw new BancadaError('DATASET_NOT_FOUND', { id, known: '—' });
    },
  },
  datasets: {
    publish: () => Promise.reject(new Error('nothing is published here')),
    resolve: () => {
      throw new Error('nothing is published here');
    },
  },
  workspaces: { codeFolder: () => code, writeCode: () => {} },
  mlflow: { grant: () => Promise.reject(new Error('nobody asks for tracking here')) },
  features: createFeatures(core, {
    tables: {
      ask: () => Promise.reject(new Error('no features are made here')),
      convert: () => Promise.reject(new Error('no features are made here')),
    },
  }),
  expectations: {
    check: () => Promise.reject(new Error('nothing is checked here')),
    checkContract: () => Promise.reject(new Error('nothing is checked here')),
    parse: nothingIsRead,
    parseContract: nothingIsRead,
  },
  serving: { serve: () => Promise.reject(new Error('nothing is served here')), list: () => [] },
  parallel: 2,
});
const tell = (about: unknown) => process.stdout.write(`${JSON.stringify(about)}\n`);

async function begin(): Promise<string[]> {
  if (action === 'recover') return pipelines.recover();
  if (action === 'start') return [(await pipelines.start({ pipeline: 'falhas' })).runId];
  if (action === 'pause') return [(await pipelines.start({ pipeline: 'falhas', pauseBefore: ['soma'] })).runId];
  const [last] = pipelines.list({ pipeline: 'falhas', limit: 1 });
  if (action === 'edit') await pipelines.debug.setInput(last!.runId, 'soma', 'partes[n=1]', Buffer.from('1000'));
  if (action === 'continue') await pipelines.debug.release(last!.runId, undefined, 'continue');
  if (action === 'edit' || action === 'continue') return [last!.runId];
  return [(await pipelines.rerun({ runId: last!.runId, mode: 'from', step: 'parte', cache: false })).runId];
}
const runs = await begin();
tell({ runs });
const ended = await Promise.all(runs.map((runId) => pipelines.finished(runId)));
tell({ ended });
await pipelines.close();
await engines.close();
await storage.close();
core.log.close();
