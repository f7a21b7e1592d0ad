/** `createReclaim`: bytes that clients sent go away when no path shows them any more. A digest is judged and taken away under the write lock: no core can start to show it meanwhile. */

import type { Uploads } from '../../storage/artifacts-uploads.ts';
import type { Storage } from '../../storage/index.ts';
import type { TreeRows } from './rows.ts';

/** Taking files away holds up everything else, so it is done in small groups. */
const together = 100;

export function createReclaim({ write }: Pick<Storage, 'write'>, rows: TreeRows, uploads: Uploads) {
  async function reclaim(): Promise<number> {
    let freed = 0;
    while (rows.leftovers(1).length > 0) {
      freed += await write(() => {
        let bytes = 0;
        for (const { digest, shown } of rows.leftovers(together)) {
          if (!shown) bytes += uploads.forget(digest);
          rows.forget(digest);
        }
        return bytes;
      });
      await uploads.discard();
    }
    return freed;
  }

  async function recover(): Promise<void> {
    const { digests, clear } = await uploads.leftovers();
    if (digests.length > 0) await write(() => digests.forEach(rows.leave));
    clear();
    await reclaim();
  }

  return { reclaim, recover };
}
