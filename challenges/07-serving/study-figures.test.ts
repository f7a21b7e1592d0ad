/** The figures that the study text quotes are what the command it names prints. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let quoted: string[] = [];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/07-serving/numeros.ts'], { cwd: root });
  const { rows, honest, oracle, example, twice, skew, cents } = JSON.parse(stdout);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const reais = (value: number) => `R$ ${Math.floor(value).toLocaleString('en')}`;
  expect(cents).toBe(1);
  expect(percent(twice.mape)).toBe(percent(honest.mape));
  expect(Math.floor(twice.largest / 1000)).toBe(81);
  quoted = [
    ...[honest.mape, skew.mape, oracle, twice.different].map(percent),
    ...[Math.round(honest.rmse), Math.round(skew.rmse), twice.median, twice.example, example.value].map(reais),
    honest.r2.toFixed(3),
    String(example.value),
    rows.test.toLocaleString('en'),
  ];
}, 60_000);

describe('the study text of 07', () => {
  it.each([
    ['pt', 'estudo.md'],
    ['en', 'estudo.en.md'],
  ])('quotes what the reference solution gives (%s)', (language, file) => {
    const text = readFileSync(`${root}/architectures/07-serving/${file}`, 'utf8').replaceAll(' %', '%');
    // Portuguese writes 6,6 % and R$ 1.740.654; JSON in both languages has a point.
    const written = (figure: string) =>
      language === 'pt' && !/\d\.\d{4,}/.test(figure) ? figure.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.')) : figure;
    expect(quoted.map(written).filter((figure) => !text.includes(figure))).toEqual([]);
  });
});
