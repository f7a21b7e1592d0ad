/** One hash over names and contents of files and folders: says whether a build is stale. Tests and notes do not count. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export function fingerprint(root, inputs) {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const input of inputs)
    for (const file of walk(root, input))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function* walk(root, path) {
  if (!existsSync(join(root, path))) return;
  if (statSync(join(root, path)).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (name === 'node_modules' || name === 'public' || /\.(test\.\w+|md)$/.test(name)) continue;
    yield* walk(root, `${path}/${name}`);
  }
}
