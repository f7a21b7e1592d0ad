/** `createPreview`: what a collection would take; and what sets take on the disk. */
import type { Core } from '../../common/core.ts';
import type { GcPolicy, GcPreview } from '../../contract/datasets.ts';
import { asJson, type Readers } from '../../storage/index.ts';
import type { Contents } from '../chunks/contents.ts';
import { idleCopies } from './copies.ts';
import { graceMs } from './policy.ts';
import { previewGarbage, storedBytes } from './preview.ts';
import { garbageRows } from './rows.ts';

export function createPreview({ storage, clock }: Pick<Core, 'storage' | 'clock'>, contents: Contents, readers: Readers) {
  const rows = garbageRows(storage.db);

  async function copiesBytes(): Promise<number> {
    const before = clock.now() - graceMs;
    const idle = (await idleCopies(contents.files, before)).filter(({ digest }) => rows.isIdle(digest, before));
    return idle.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  return {
    stored: (sets: readonly number[]) => readers.ask(storedBytes, { sets }),
    of: async (policy: GcPolicy): Promise<GcPreview> =>
      asJson<GcPreview>(await readers.ask(previewGarbage, { policy, now: clock.now(), copiesBytes: await copiesBytes() })),
  };
}
