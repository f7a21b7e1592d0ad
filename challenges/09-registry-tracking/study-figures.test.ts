/** The figures that the study text quotes are what the command it names prints. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let quoted: string[] = [];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/09-registry-tracking/numeros.ts'], { cwd: root });
  const { rows, ranges } = JSON.parse(stdout);
  const of = Object.entries<{ lowest: number; highest: number; runs: number }>(ranges);
  expect(of).toHaveLength(4);
  quoted = [
    `${rows} `,
    ...of.map(([algorithm, { lowest, highest, runs }]) => `\`${algorithm}\` | ${runs} | ${lowest.toFixed(3)} | ${highest.toFixed(3)}`),
  ];
}, 60_000);

describe('the study text of 09', () => {
  it.each([
    ['pt', 'estudo.md'],
    ['en', 'estudo.en.md'],
  ])('quotes what the reference solution gives (%s)', (_, file) => {
    const text = readFileSync(`${root}/architectures/09-registry-tracking/${file}`, 'utf8').replace(/(\d),(\d)/g, '$1.$2');
    expect(quoted.filter((figure) => !text.includes(figure))).toEqual([]);
  });
});
