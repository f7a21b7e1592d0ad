/** `walkFiles`: the files of a folder by name, folder by folder; in the order that its digest goes by. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';

/** A name that would break the list's lines, or that no file system gives back as it was. */
const strange = /[\p{Cc}\uFFFD]/u;

/** DATA_FOLDER_ENTRY: a link, a device, a pipe: what they mean is not in the folder. */
export function* walkFiles(root: string, prefix = ''): Generator<string> {
  const entries = readdirSync(join(root, prefix), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (strange.test(entry.name)) throw new BancadaError('DATA_FOLDER_ENTRY', { path });
    if (entry.isDirectory()) yield* walkFiles(root, path);
    else if (entry.isFile()) yield path;
    else throw new BancadaError('DATA_FOLDER_ENTRY', { path });
  }
}
