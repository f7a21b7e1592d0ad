/** `createPreview`: what a collection would take; and what sets take on the disk. */
import { existsSync, lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { GcPolicy, GcPreview } from '../../contract/datasets.ts';
import { asJson, type Readers } from '../../storage/index.ts';
import type { Contents } from '../chunks/contents.ts';
import { graceMs } from './policy.ts';
import { previewGarbage, storedBytes } from './preview.ts';
import { garbageRows } from './rows.ts';

export function createPreview({ storage, clock }: Pick<Core, 'storage' | 'clock'>, contents: Contents, readers: Readers) {
  const rows = garbageRows(storage.db);

  async function copiesBytes(): Promise<number> {
    const found = existsSync(contents.files) ? await readdir(contents.files, { recursive: true, withFileTypes: true }) : [];
    const idle = found.filter((entry) => entry.isFile() && rows.isIdle(entry.name.split('.')[0]!, clock.now() - graceMs));
    return idle.reduce((sum, { parentPath, name }) => sum + (lstatSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  return {
    stored: (sets: readonly number[]) => readers.ask(storedBytes, { sets }),
    of: async (policy: GcPolicy): Promise<GcPreview> =>
      asJson<GcPreview>(await readers.ask(previewGarbage, { policy, now: clock.now(), copiesBytes: await copiesBytes() })),
  };
}
