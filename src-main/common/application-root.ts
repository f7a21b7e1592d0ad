/** `applicationRoot`: the folder of the application itself, from the sources as from a bundle of them. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function applicationRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}
