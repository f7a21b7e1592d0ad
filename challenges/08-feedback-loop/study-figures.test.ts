/** What the statement says of the weather is what the command prints; the scores of the study text are read from the run of the checks (tests/challenges). */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('the statement of 08 counts the days right, in both languages', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/08-feedback-loop/numeros.ts'], { cwd: root });
  const { rows, cold, first, last } = JSON.parse(stdout);
  expect([first.slice(0, 4), last.slice(0, 4)]).toEqual(['2012', '2015']);
  for (const [locale, file] of [
    ['de-DE', 'enunciado.md'],
    ['en', 'enunciado.en.md'],
  ] as const) {
    const text = readFileSync(`${root}/challenges/08-feedback-loop/${file}`, 'utf8');
    expect([rows.toLocaleString(locale), String(cold)].filter((figure) => !text.includes(figure))).toEqual([]);
  }
});
