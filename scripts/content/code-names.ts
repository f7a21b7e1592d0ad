// codeNames: what a challenge's programs and pipelines call things. A text says these names as they are, without accents, and an English one in Portuguese.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** By module id. */
export function codeNames(root: string): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const path of globSync('challenges/*/{exemplo,inicio,sondas}/**/*.{ts,yaml}', { cwd: root })) {
    const file = path.replaceAll('\\', '/');
    const module = file.split('/')[1]!;
    const known = names.get(module) ?? new Set();
    names.set(module, known);
    for (const token of tokensOf(`${file}\n${withoutComments(readFileSync(join(root, file), 'utf8'))}`)) known.add(token);
  }
  return names;
}

const tokensOf = (text: string): string[] => text.match(/[A-Za-z]{2,}/g) ?? [];
const withoutComments = (code: string): string => code.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)(\/\/|#).*$/gm, ' ');
