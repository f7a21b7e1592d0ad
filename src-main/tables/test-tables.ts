/** Tables over a throw-away home, read by a real process, for tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestCore } from '../common/test-core.ts';
import { createTables, type TablesSetup } from './create.ts';
import { type TableFile, tableFormatOf } from './tables.ts';

export const tableProgram = fileURLToPath(new URL('../table-worker.ts', import.meta.url));

export function openTestTables(setup: Partial<TablesSetup> = {}) {
  const { core, dispose } = openTestCore(undefined, 'memory');
  const tables = createTables(core, { program: tableProgram, memoryBytes: 2 ** 28, ...setup });
  return {
    core,
    tables,
    /** Writes a file into the home and says what it is. */
    file(name: string, content: string | Uint8Array): TableFile {
      const path = join(core.home.root, name);
      writeFileSync(path, content);
      return { path, format: tableFormatOf(name)! };
    },
    async dispose() {
      await tables.close();
      await dispose();
    },
  };
}
