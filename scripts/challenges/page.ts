/** `writeSections`: a page of docs/ with one section for each challenge; those that are not written anew stay. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tests/support/cli.ts';

/** `sections`: by the rest of its title, which begins with the challenge's id, the text below it. */
export function writeSections(name: string, head: string, sections: Readonly<Record<string, string>>): void {
  const page = join(root, 'docs', name);
  const all = new Map(
    (existsSync(page) ? readFileSync(page, 'utf8') : '').split(/^(?=## \d\d-)/m).flatMap((text) => {
      const id = /^## ([\w-]+)/.exec(text)?.[1];
      return id === undefined ? [] : [[id, text.trimEnd()] as const];
    }),
  );
  for (const [title, text] of Object.entries(sections)) all.set(/^[\w-]+/.exec(title)![0], `## ${title}\n\n${text}`);
  const sorted = [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  writeFileSync(page, `${head}${sorted.join('\n\n')}\n`);
}
