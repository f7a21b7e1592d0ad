/** `openTestRegistry`: a registry with its tracking, in a file or in memory, and model folders as the runtime writes them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { trainClassifier } from '../../../src-runtime/ml/classifier.ts';
import { saveModel } from '../../../src-runtime/ml/model-folder.ts';
import { createChanges } from '../../common/changes.ts';
import { openArtifacts, openDatabase, type StoredArtifact } from '../../storage/index.ts';
import { createTracking, type TrackingDomain } from '../../tracking/index.ts';
import { createRegistry, type RegistryDomain } from '../index.ts';

export interface TestRegistry {
  registry: RegistryDomain;
  tracking: TrackingDomain;
  readonly root: string;
  /** A model of ours, taken into the store. */
  ownModel(seed: number): Promise<string>;
  /** A folder of any files. */
  folder(files: Record<string, string>): Promise<StoredArtifact>;
  dispose(): Promise<void>;
}

const rows = Array.from({ length: 40 }, (_, i) => ({
  massa: 3000 + i * 50,
  ilha: i % 2 ? 'Biscoe' : 'Dream',
  especie: i < 20 ? 'Adelie' : 'Gentoo',
}));

export function openTestRegistry(kind: 'file' | 'memory' = 'memory'): TestRegistry {
  const root = mkdtempSync(join(tmpdir(), 'registry-'));
  const storage = openDatabase(kind === 'memory' ? ':memory:' : join(root, 'lab.db'));
  const artifacts = openArtifacts(join(root, 'artifacts'));
  let now = 1000;
  const core = { storage, artifacts, changes: createChanges(), clock: { now: () => now++ } };
  const tracking = createTracking(core);
  let folders = 0;

  return {
    root,
    tracking,
    registry: createRegistry(core, { tracking }),
    async ownModel(seed) {
      const classifier = await trainClassifier(rows, { algorithm: 'majority', target: 'especie', numeric: ['massa'], categorical: ['ilha'], seed });
      const path = join(root, `model-${folders++}`);
      mkdirSync(path);
      saveModel(path, classifier, { seed, reference: rows, description: 'o mais comum' });
      return (await artifacts.take(path)).digest;
    },
    async folder(files) {
      const path = join(root, `folder-${folders++}`);
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
      return artifacts.take(path);
    },
    async dispose() {
      await storage.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
