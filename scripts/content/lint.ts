// The content linter, a part of `npm run check`: `node scripts/content/lint.ts`. One line for each problem; what runs or draws something is left to tests.
import { fileURLToPath } from 'node:url';
import { codeNames } from './code-names.ts';
import { completeness } from './completeness.ts';
import { links } from './links.ts';
import { modulesOf } from './modules.ts';
import { passages } from './passages.ts';
import type { Problem } from './problem.ts';
import { quiz } from './quiz.ts';
import { references } from './references.ts';
import { allowed, spelling, unused } from './spelling.ts';

const root = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url));
const problems: Problem[] = [];
const modules = modulesOf(root, problems);
problems.push(...modules.flatMap((module) => [...completeness(root, module), ...quiz(module), ...references(module)]), ...links(root));

const all = passages(root);
const allow = { pt: allowed(import.meta.dirname, 'pt'), en: allowed(import.meta.dirname, 'en'), either: allowed(import.meta.dirname, 'either') };
const misspelt = spelling(all, { allow, code: codeNames(root) });
if (misspelt) problems.push(...misspelt, ...unused(all, allow));
else if (process.env.CI) problems.push({ file: 'scripts/content/lint.ts', line: 1, message: 'hunspell or a dictionary is missing' });
else process.stderr.write('spelling not looked at: sudo apt install hunspell hunspell-pt-br hunspell-en-gb\n');

for (const { file, line, message } of problems) process.stdout.write(`${file}:${line}: ${message}\n`);
if (misspelt?.length)
  process.stdout.write('A term of art, name or word of a command that is right goes into scripts/content/allow-{pt,en,either}.txt.\n');
process.stdout.write(`${modules.length} modules, ${all.length} passages, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
