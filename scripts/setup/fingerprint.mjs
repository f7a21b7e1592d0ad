/**
 * One hash over names and contents of files and folders: says whether a build is stale. Tests and notes do not count.
 * `glance` looks only at sizes and times, five times sooner: when nothing was touched, nothing changed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export function fingerprint(root, inputs) {
  return hashed(root, inputs, (file) => readFileSync(file));
}

export function glance(root, inputs) {
  return hashed(root, inputs, (file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  });
}

function hashed(root, inputs, look) {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const input of inputs)
    for (const file of walk(root, input))
      hash
        .update(file)
        .update('\0')
        .update(look(join(root, file)));
  return hash.digest('hex');
}

function* walk(root, path) {
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    if (['node_modules', 'public', '__pycache__'].includes(name) || /\.(test\.\w+|md)$/.test(name)) continue;
    if (entry.isFile()) yield `${path}/${name}`;
    else yield* walk(root, `${path}/${name}`);
  }
}
