/** Prints, as JSON, the figures that the study text quotes, from the reference solution: `npm run numeros -- 01-monolitica`. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { parse } from 'yaml';
import { randomFrom } from '../../challenges/01-monolitica/tables.ts';
import type { Row } from '../../src-runtime/sdk/types.ts';

const root = new URL('../../', import.meta.url);
const MEASURES = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
const SEED = 7;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === '@bancada/sdk' ? new URL('src-runtime/sdk/index.ts', root).href : specifier, context),
});
const { limpar, treinar, avaliar } = await import(new URL('challenges/01-monolitica/exemplo/monolito.ts', root).href);

const rows: Row[] = limpar(penguins());
const species = rows.map((row) => String(row.species));
const { relatorio, previsoes } = await avaliar(rows, SEED);
const model = await treinar(rows, SEED);
const lots = rows.map((row, index) => ({ ...row, species: shuffled(species)[index]! }));
const memorised = await treinar(lots, SEED);

process.stdout.write(
  `${JSON.stringify(
    {
      seed: SEED,
      honest: { f1_macro: relatorio.f1_macro, accuracy: relatorio.accuracy, confusion: relatorio.confusion },
      mistakes: rows.flatMap((row, index) => (previsoes[index].label === species[index] ? [] : [{ ...row, line: index + 2, ...previsoes[index] }])),
      onTrainingRows: share(model.predict(rows), species),
      speciesByLot: {
        onTrainingRows: share(
          memorised.predict(lots),
          lots.map((row) => row.species),
        ),
        honest_f1: (await avaliar(lots, SEED)).relatorio.f1_macro,
      },
      twentySeeds: {
        reference: await twentySeeds(rows),
        globalMeanBeforeSplit: await twentySeeds(withGlobalMean(rows)),
        withoutIsland: await twentySeeds(rows.map((row) => ({ ...row, island: 'Dream' }))),
      },
      trainMs: await trainMs(),
      importances: model.importances,
    },
    null,
    2,
  )}\n`,
);

function penguins(): Row[] {
  const catalog: { id: string; columns: Record<string, string> }[] = parse(readFileSync(new URL('resources/datasets/catalog.yaml', root), 'utf8'));
  const columns = Object.entries(catalog.find((entry) => entry.id === 'penguins')!.columns);
  const source: Row[] = JSON.parse(readFileSync(new URL('node_modules/vega-datasets/data/penguins.json', root), 'utf8'));
  return source.map((row) => Object.fromEntries(columns.map(([ours, theirs]) => [ours, row[theirs] ?? null])));
}

function shuffled(labels: readonly string[]): string[] {
  const random = randomFrom(SEED);
  const keys = labels.map((label) => ({ label, key: random() }));
  return keys.sort((a, b) => a.key - b.key).map((entry) => entry.label);
}

function share(predictions: { label: string }[], actual: readonly string[]): string {
  return `${predictions.filter((prediction, index) => prediction.label === actual[index]).length}/${actual.length}`;
}

function withGlobalMean(open: Row[]): Row[] {
  const filled = open.map((row) => ({ ...row }));
  for (const column of MEASURES) {
    const values = open.flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : []));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const row of filled) row[column] ??= mean;
  }
  return filled;
}

async function twentySeeds(table: Row[]): Promise<{ lowest: number; median: number; highest: number }> {
  const scores: number[] = [];
  for (let seed = 1; seed <= 20; seed += 1) scores.push((await avaliar(table, seed)).relatorio.f1_macro);
  scores.sort((a, b) => a - b);
  return { lowest: scores[0]!, median: (scores[9]! + scores[10]!) / 2, highest: scores[19]! };
}

/** Median of 21, after the warm-up that the rest of this program is. */
async function trainMs(): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 21; turn += 1) {
    const start = performance.now();
    await treinar(rows, SEED);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[10]!;
}
