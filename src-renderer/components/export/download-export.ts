/** The files of an export as one archive, put together here from the pieces that the core sends. */
import type { ExportRequest } from '#contract';
import { api } from '../../app/client.ts';
import { fileName, save } from '../../lib/save.ts';
import { zip } from '../../lib/zip.ts';

export async function downloadExport(request: ExportRequest, tell: (share: number) => void, signal: AbortSignal): Promise<null> {
  const files: { path: string; parts: Uint8Array<ArrayBuffer>[] }[] = [];
  let [name, all, come] = ['', 0, 0];
  for await (const piece of await api.exports.download(request, { signal })) {
    if (piece.kind === 'start') [name, all] = [piece.name, piece.bytes];
    else if (piece.kind === 'file') files.push({ path: `${name}/${piece.path}`, parts: [] });
    else {
      const bytes = Uint8Array.from(atob(piece.base64), (letter) => letter.charCodeAt(0));
      files.at(-1)?.parts.push(bytes);
      come += bytes.length;
      tell(come / Math.max(1, all));
    }
  }
  signal.throwIfAborted();
  save(`${fileName(name)}.zip`, zip(files));
  return null;
}
