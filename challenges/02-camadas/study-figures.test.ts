/** The figures that the study text quotes are what the command it names prints. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let quoted: string[] = [];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/02-camadas/numeros.ts'], { cwd: root });
  const { gaps, sunless, broken, stull, svm, forest, believing } = JSON.parse(stdout);
  const three = (value: number) => value.toFixed(3);
  const line = (of: typeof svm) => `${three(of.accuracy)} | ${three(of.f1_macro)} | ${three(of.perClass['3'].f1)}`;
  expect(svm.confusion['3']['3']).toBe(8);
  quoted = [line(svm), line(forest), three(believing.f1_macro), `${gaps} `, `${sunless} `, `${broken} `, stull.toFixed(1)];
}, 60_000);

describe('the study text of 02', () => {
  it.each([
    ['pt', 'estudo.md'],
    ['en', 'estudo.en.md'],
  ])('quotes what the reference solution gives (%s)', (_, file) => {
    const text = readFileSync(`${root}/architectures/02-camadas/${file}`, 'utf8').replace(/(\d),(\d)/g, '$1.$2');
    expect(quoted.filter((figure) => !text.includes(figure))).toEqual([]);
  });
});
