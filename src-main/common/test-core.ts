/** A core in a throw-away home, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArtifacts, openDatabase, openHome } from '../storage/index.ts';
import { createChanges } from './changes.ts';
import { type Clock, type Core, systemClock } from './core.ts';
import { openLog } from './log.ts';

/** Its database is a file unless it is asked to stay in memory. */
export function openTestCore(clock: Clock = systemClock, database: 'file' | 'memory' = 'file'): { core: Core; dispose(): Promise<void> } {
  const home = openHome(mkdtempSync(join(tmpdir(), 'bancada-test-')));
  const storage = openDatabase(database === 'memory' ? ':memory:' : home.database);
  const core: Core = {
    home,
    homeId: `test-${process.pid}-${Date.now()}`,
    storage,
    artifacts: openArtifacts(home.artifacts),
    changes: createChanges(),
    clock,
    log: openLog(home.logs, false),
  };
  return {
    core,
    async dispose() {
      await storage.close();
      core.log.close();
      rmSync(home.root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
