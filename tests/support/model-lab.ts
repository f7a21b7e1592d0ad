/** `modelLab`: a lab of its own with storage, the process engine, a registry and serving: everything real but the pipelines that would train. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createChanges } from '../../src-main/common/changes.ts';
import { type Core, systemClock } from '../../src-main/common/core.ts';
import { BancadaError } from '../../src-main/contract/errors.ts';
import type { ModelVersion } from '../../src-main/contract/registry.ts';
import type { CapturedRequest } from '../../src-main/contract/serving.ts';
import { createEngines } from '../../src-main/engines/index.ts';
import { createRegistry } from '../../src-main/registry/index.ts';
import { createServing, type ProgramService } from '../../src-main/serving/index.ts';
import { openArtifacts, openDatabase, openHome } from '../../src-main/storage/index.ts';
import { createTracking } from '../../src-main/tracking/index.ts';
import { trainClassifier } from '../../src-runtime/ml/classifier.ts';
import { saveModel } from '../../src-runtime/ml/model-folder.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import type { Row } from '../../src-runtime/sdk/types.ts';

const runtimeDir = fileURLToPath(new URL('../../dist/runtime', import.meta.url));
const gatewayProgram = fileURLToPath(new URL('../../src-main/gateway-process.ts', import.meta.url));
const silent = { info() {}, warn() {}, error() {}, close() {} };

export type ModelLab = ReturnType<typeof modelLab>;

export function modelLab() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bancada-serving-')));
  const home = openHome(join(root, 'home'));
  const programs = new Map<string, Record<string, string>>();
  let count = 0;

  /** As another core of the same home would be: the first one has ended, or is another process. */
  function open() {
    const storage = openDatabase(home.database);
    const core: Core = {
      home,
      homeId: `test-${process.pid}`,
      storage,
      artifacts: openArtifacts(home.artifacts),
      changes: createChanges(),
      clock: systemClock,
      log: silent,
    };
    const engines = createEngines(core, { runtimeDir, setting: () => 'process' });
    const tracking = createTracking(core);
    const registry = createRegistry(core, { tracking });
    const programService = async (challengeId: string): Promise<ProgramService> => {
      const files = programs.get(challengeId);
      if (!files) throw new BancadaError('CHALLENGE_NOT_FOUND', { id: challengeId, known: '' });
      const codeDir = join(home.runs, `code-${count++}`);
      mkdirSync(codeDir, { recursive: true });
      for (const [name, content] of Object.entries(files)) writeFileSync(join(codeDir, name), content);
      const resources = { cpus: 1, memoryBytes: 256 * 2 ** 20, diskBytes: 2 ** 24, logBytes: 2 ** 20 };
      return { name: 'programa', file: 'servico.ts', codeDir, inputs: [], params: {}, seed: 7, resources };
    };
    const serving = createServing(core, {
      gatewayProgram,
      engines,
      registry,
      workspaces: { challengeIds: () => [...programs.keys()] },
      programService,
    });
    return { core, engines, registry, serving, storage, tracking };
  }
  const first = open();

  return {
    ...first,
    root,
    /** A second core over the same home. */
    open,
    /** Makes a challenge whose program serves itself. */
    program: (challengeId: string, source: string) => programs.set(challengeId, { 'servico.ts': source }),
    async register(rows: readonly Row[], name = 'pinguins', seed = 1): Promise<ModelVersion> {
      const model = await trainClassifier(rows, {
        algorithm: 'logistic_regression',
        target: 'especie',
        numeric: ['massa', 'bico'],
        categorical: ['ilha'],
        impute: 'median',
        seed,
      });
      const path = join(root, `model-${count++}`);
      mkdirSync(path);
      saveModel(path, model, { seed, reference: rows });
      const { digest } = await first.core.artifacts.take(path);
      return first.registry.register({ name, digest, runId: `run-${seed}`, trackingRunId: null, metrics: { f1: 0.9 } });
    },
    async close() {
      for (const { name } of first.serving.list()) await first.serving.stop(name);
      await first.serving.close();
      await first.engines.close();
      await first.storage.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Two species that weight and bill tell apart, some gaps, islands of unequal size. */
export function penguins(n: number, seed = 1): Row[] {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: n }, () => {
    const heavy = random() < 0.4;
    const island = random();
    return {
      massa: Math.round((heavy ? 5000 : 3700) + 450 * normal()),
      bico: random() < 0.03 ? null : Math.round((heavy ? 47 : 39) * 10 + 30 * normal()) / 10,
      ilha: island < 0.5 ? 'Biscoe' : island < 0.85 ? 'Dream' : 'Torgersen',
      especie: heavy ? 'Gentoo' : 'Adelie',
    };
  });
}

/** The server writes its capture four times a second. */
export async function captured(lab: ModelLab, name: string, count: number, after = 0): Promise<{ requests: CapturedRequest[]; next: number }> {
  for (let i = 0; i < 100; i++) {
    const found = lab.serving.captured(name, after);
    if (found.requests.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`fewer than ${count} captured`);
}
