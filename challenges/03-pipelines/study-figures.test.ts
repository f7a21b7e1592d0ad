/** What the study text says of the flights themselves is what the command prints; the scores are read from the run of the checks (tests/challenges). */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('the study text of 03 counts the flights right, in both languages', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/03-pipelines/numeros.ts'], { cwd: root });
  const { rows, late, minutesEndingIn0Or5, night } = JSON.parse(stdout);
  expect(night.late / late).toBeCloseTo(2, 1);
  const [flights, delayed, minutes] = [rows.toLocaleString('en'), (100 * late).toFixed(1), `${Math.round(100 * minutesEndingIn0Or5)} %`];
  const read = (file: string) => readFileSync(`${root}/architectures/03-pipelines/${file}`, 'utf8');
  expect([flights, `${delayed} %`, minutes].filter((figure) => !read('estudo.en.md').includes(figure))).toEqual([]);
  expect([flights.replace(',', '.'), `${delayed.replace('.', ',')} %`, minutes].filter((figure) => !read('estudo.md').includes(figure))).toEqual([]);
});
