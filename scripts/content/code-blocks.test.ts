// What texts tell a reader to type exists: every `bancada` command with its options and arguments; and every block of code is code of its language.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { fencesOf, lineAt } from './markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = globSync(['{architectures,challenges}/*/*.md', 'challenges/*/dicas*.yaml', 'README.md'], { cwd: root }).toSorted();
const texts = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

interface Option {
  short?: string;
  long: string;
  takesValue: boolean;
}
interface Command {
  name: string;
  args: { required: boolean; variadic: boolean }[];
  options: Option[];
  commands: Command[];
}

/** What is wrong with a command line, null if nothing. */
function fault(program: Command, words: readonly string[]): string | null {
  let command = program;
  const rest = [...words];
  for (let next = sub(command, rest[0]); next; next = sub(command, rest[0])) {
    command = next;
    rest.shift();
  }
  let given = 0;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-')) given++;
    else {
      const option = command.options.find(({ short, long }) => word === short || word === long);
      if (!option) return `${command.name} has no option ${word}`;
      if (option.takesValue && rest.shift() === undefined) return `${word} lacks its value`;
    }
  }
  const least = command.args.filter(({ required }) => required).length;
  const most = command.args.some(({ variadic }) => variadic) ? Number.POSITIVE_INFINITY : command.args.length;
  return given < least || given > most ? `${command.name} takes ${least} to ${most} arguments, not ${given}` : null;
}

const sub = (command: Command, word = '') => command.commands.find(({ name }) => name === word);
const wordsOf = (line: string) => line.replaceAll('\\"', '"').match(/"[^"]*"|[^\s"]+(?:"[^"]*")?/g) ?? [];

it('every command that a text names is one of the program', () => {
  const { stdout } = spawnSync(process.execPath, [join(root, 'scripts/content/cli.mjs')], { encoding: 'utf8' });
  const program = JSON.parse(stdout) as Command;
  const named = texts.flatMap(({ file, text }) =>
    [...text.matchAll(/npm run (?:--silent )?bancada -- ([^`\n#|]+)/g)].map((found) => ({
      place: `${file}:${lineAt(text, found.index)}`,
      words: wordsOf(found[1]!.trim().replace(/[.;,]+$/, '')),
    })),
  );
  expect(named.length).toBeGreaterThan(80);
  expect(named.flatMap(({ place, words }) => [fault(program, words)].flatMap((wrong) => (wrong ? [`${place}: ${wrong}`] : [])))).toEqual([]);
  expect(fault(program, ['run'])).toMatch(/arguments/);
  expect(fault(program, ['run', '01-monolitica', '--nada'])).toMatch(/no option/);
});

it.each([
  ['json', (body: string) => void JSON.parse(body)],
  ['yaml', (body: string) => void parse(body)],
  // A piece of a list or an object stands on its own in a text.
  [
    'ts',
    (body: string) =>
      void stripTypeScriptTypes(
        /^\s*(\{|[\w-]+:)/.test(body)
          ? `const piece = {${body.replace(/^\s*\{/, 'a: {')}};`
          : `async () => {${body.replaceAll(/^(import|export) /gm, '')}}`,
      ),
  ],
])('every block of %s in the study texts and statements is read without an error', (language, read) => {
  const blocks = texts
    .filter(({ file }) => file.endsWith('.md'))
    .flatMap(({ file, text }) =>
      fencesOf(text)
        .filter((fence) => fence.language === language)
        .map(({ line, body }) => ({ place: `${file}:${line}`, body })),
    );
  expect(blocks.length).toBeGreaterThan(3);
  const broken = blocks.flatMap(({ place, body }) => {
    try {
      read(body);
      return [];
    } catch (error) {
      return [`${place}: ${String(error)}`];
    }
  });
  expect(broken).toEqual([]);
});
