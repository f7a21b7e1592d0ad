/** `download`: a file, or a folder as one archive, put together here from the pieces that the core sends. */
import { api } from '../../../app/client.ts';
import { fileName, save } from '../../../lib/save.ts';
import { type ZipEntry, zip, zipLimit } from '../../../lib/zip.ts';
import { lastOf, type Place } from './place.ts';

/** More than this is better taken with a client that writes to the disk as it reads. */
const most = Math.min(zipLimit, 2_000_000_000);

export type Downloaded = 'saved' | 'too-large';

interface File {
  path: string;
  parts: Uint8Array<ArrayBuffer>[];
}

export async function download({ isDir, ...place }: Place, name: string, onShare: (share: number) => void, signal: AbortSignal): Promise<Downloaded> {
  const files: File[] = [];
  let [all, come] = [0, 0];
  for await (const piece of await api.tracking.download(place, { signal })) {
    if (piece.kind === 'start') {
      if (piece.bytes > most) return 'too-large';
      all = piece.bytes;
    } else if (piece.kind === 'file') files.push({ path: piece.path, parts: [] });
    else {
      const bytes = Uint8Array.from(atob(piece.base64), (letter) => letter.charCodeAt(0));
      files.at(-1)?.parts.push(bytes);
      come += bytes.length;
      onShare(all === 0 ? 1 : come / all);
    }
  }
  if (isDir) save(`${fileName(name)}.zip`, zip(files satisfies ZipEntry[]));
  else save(fileName(lastOf(place.path)), new Blob(files[0]?.parts ?? []));
  return 'saved';
}
