/** The figures that the study text quotes are what the command it names prints. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let quoted: string[] = [];

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['architectures/01-monolitica/numeros.ts'], { cwd: root });
  const { honest, mistakes, speciesByLot, twentySeeds, onTrainingRows } = JSON.parse(stdout);
  const rows = Object.values<Record<string, number>>(honest.confusion).map((line) => `| ${Object.values(line).join(' | ')} |`);
  const unmeasured = mistakes.find((mistake: { body_mass_g: number | null }) => mistake.body_mass_g === null);
  const { reference, globalMeanBeforeSplit, withoutIsland } = twentySeeds;
  expect(onTrainingRows).toBe('344/344');
  expect(speciesByLot.onTrainingRows).toBe('344/344');
  expect(globalMeanBeforeSplit.median.toFixed(3)).toBe(reference.median.toFixed(3));
  quoted = [
    ...rows,
    ...[honest.f1_macro, speciesByLot.honest_f1, reference.lowest, reference.median, reference.highest, withoutIsland.median].map((f1: number) =>
      f1.toFixed(3),
    ),
    `${344 - mistakes.length}`,
    `${unmeasured.line}`,
    `${Math.round(unmeasured.probabilities.Adelie * 100)}%`,
  ];
}, 60_000);

describe('the study text of 01', () => {
  it.each([
    ['pt', 'estudo.md'],
    ['en', 'estudo.en.md'],
  ])('quotes what the reference solution gives (%s)', (_, file) => {
    // Portuguese writes 0,987 and 77 %.
    const text = readFileSync(`${root}/architectures/01-monolitica/${file}`, 'utf8')
      .replace(/(\d),(\d{3}\b)/g, '$1.$2')
      .replaceAll(' %', '%');
    expect(quoted.filter((figure) => !text.includes(figure))).toEqual([]);
  });
});
