/** A core in a process of its own that imports data without end, to be killed: `importer.ts <home> <seed>`. Prints a line for each version that it acknowledged. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createChanges } from '../../src-main/common/changes.ts';
import { type Core, systemClock } from '../../src-main/common/core.ts';
import { openLog } from '../../src-main/common/log.ts';
import { createDatasets } from '../../src-main/datasets/index.ts';
import { openArtifacts, openDatabase, openHome } from '../../src-main/storage/index.ts';
import { piece } from './import-pieces.ts';

const [, , root = '', seed = '0'] = process.argv;
const home = openHome(root);
const core: Core = {
  home,
  homeId: 'importer',
  storage: openDatabase(home.database),
  artifacts: openArtifacts(home.artifacts),
  changes: createChanges(),
  clock: systemClock,
  log: openLog(home.logs, true),
};
const nobody = () => Promise.reject(new Error('nobody reads tables here'));
const datasets = createDatasets(core, {
  catalog: { datasets: () => [], dataset: nobody },
  tables: { profileTable: nobody, relations: nobody, sample: nobody, compareTables: nobody },
  thread: new URL('../../src-main/data-thread.ts', import.meta.url),
});

async function importing(name: string): Promise<never> {
  for (let turn = 0; ; turn++) {
    // Few different pieces: most of a version is in the store already, or is just being collected.
    const bytes = Buffer.concat(Array.from({ length: 6 }, (_, at) => piece((Number(seed) * 7 + turn * (at + 3)) % 16)));
    const path = join(root, `${name}.bin`);
    writeFileSync(path, bytes);
    const { version } = await datasets.publish({ name, path, fileName: `${name}.bin`, runId: 'r', stepId: 's' });
    process.stdout.write(`${name} ${version} ${createHash('sha256').update(bytes).digest('hex')}\n`);
    if (turn % 4 === 3) {
      const { jobId } = datasets.gc({ keepLast: 2, keepTagged: true, keepUsedByRuns: true, keepUsedByModels: true, trashDays: 0 });
      for await (const _ of datasets.jobs.watch(jobId));
    }
  }
}

await Promise.all(['a', 'b'].map(importing));
