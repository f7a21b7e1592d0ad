/** The figures that the study text quotes are what the command it names prints. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let quoted: string[] = [];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/05-mlops/numeros.ts'], { cwd: root });
  const { emails, spam, training, test, reference, worse, onTraining } = JSON.parse(stdout);
  const scores = [reference.f1, reference.precisao, reference.revocacao, worse.f1, onTraining.f1].map((score: number) => score.toFixed(3));
  quoted = [...[emails, spam, training, test].map((count: number) => count.toLocaleString('en')), ...scores, `f1 ${reference.f1.toFixed(4)}`];
}, 60_000);

describe('the study text of 05', () => {
  it.each([
    ['pt', 'estudo.md'],
    ['en', 'estudo.en.md'],
  ])('quotes what the reference solution gives (%s)', (language, file) => {
    const text = readFileSync(`${root}/architectures/05-mlops/${file}`, 'utf8');
    // Portuguese writes 5.834 and 0,961.
    const spoken =
      language === 'en'
        ? text
        : text
            .replace(/(\d)\.(\d{3}\b)/g, '$1;$2')
            .replace(/(\d),(\d{3}\b)/g, '$1.$2')
            .replaceAll(';', ',');
    expect(quoted.filter((figure) => !spoken.includes(figure))).toEqual([]);
  });
});
