// The code beside us: its files, and the compiler that reads them. Programs of the lab; the learner's code is data here, except for the tests.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Paths with `/`, inside the code, that end in one of these. */
export function codeFiles(endings) {
  const found = [];
  const visit = (prefix) => {
    for (const entry of readdirSync(join(root, prefix), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || (prefix === '' && entry.name === '_ci')) continue;
      const path = prefix + entry.name;
      if (entry.isDirectory()) visit(`${path}/`);
      else if (entry.isFile() && endings.some((ending) => path.endsWith(ending))) found.push(path);
    }
  };
  visit('');
  return found.sort();
}

export const textOf = (path) => readFileSync(join(root, path), 'utf8');

export async function compiler(lab) {
  const { typescript } = await import(pathToFileURL(join(lab.input('typescript').path, 'typescriptServices.js')).href);
  return typescript;
}

export const lineAt = (text, position) => text.slice(0, position).split('\n').length;
