/** What each step of the comfort pipeline contributes: prints the tables of docs/COMFORT.md. `node benchmarks/comfort-ablation.ts` (about two minutes) */
import { comfortVotes } from '../src-main/catalog/conforto/generate.ts';
import { wetBulb } from '../src-main/catalog/conforto/room.ts';
import { classificationReport, isolationForest, oversample, stratifiedKFold, trainClassifier } from '../src-runtime/sdk/index.ts';
import type { Algorithm, Row } from '../src-runtime/sdk/types.ts';

const SEEDS = [7, 8, 9];
const TARGET = 'sensacao';
const CATEGORICAL = ['climatizacao'];
const rows: Row[] = comfortVotes();
const numeric = Object.keys(rows[0]!).filter((column) => ![TARGET, 'momento', ...CATEGORICAL].includes(column));

const steps = { stull: true, movingAverage: true, isolation: true, balancing: true };
type Steps = typeof steps;
const models: [Algorithm, Record<string, number>][] = [
  ['svm', { cost: 100, gamma: 0.005 }],
  ['random_forest', { trees: 60, depth: 14 }],
  ['gradient_boosting', { trees: 30, depth: 4 }],
  ['logistic_regression', { epochs: 25, learningRate: 0.1, batch: 256 }],
];

const [best] = models;
const full = new Map<Algorithm, number[]>();
console.log('| model | accuracy | precision | recall | macro F1 |\n| --- | ---: | ---: | ---: | ---: |');
for (const [algorithm, params] of models) {
  const reports = await Promise.all(SEEDS.slice(0, algorithm === best![0] ? 3 : 1).map((seed) => crossValidated(algorithm, params, steps, seed)));
  full.set(
    algorithm,
    reports.map((report) => report.f1_macro),
  );
  const figures = (['accuracy', 'precision_macro', 'recall_macro', 'f1_macro'] as const).map((key) => mean(reports.map((report) => report[key])));
  console.log(`| \`${algorithm}\` | ${figures.map((figure) => figure.toFixed(3)).join(' | ')} |`);
}

console.log('\n| without | svm | random_forest |\n| --- | ---: | ---: |');
for (const left of Object.keys(steps) as (keyof Steps)[]) {
  const cells: string[] = [];
  for (const [algorithm, params] of models.slice(0, 2)) {
    const seeds = SEEDS.slice(0, full.get(algorithm)!.length);
    const without = await Promise.all(seeds.map((seed) => crossValidated(algorithm, params, { ...steps, [left]: false }, seed)));
    const figure = mean(without.map((report) => report.f1_macro));
    const change = figure - mean(full.get(algorithm)!);
    cells.push(`${figure.toFixed(3)} (${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(3)})`);
  }
  console.log(`| ${left} | ${cells.join(' | ')} |`);
}

/** Everything that learns does so within the training folds; outliers leave training only, and every row is judged. */
async function crossValidated(algorithm: Algorithm, params: Record<string, number>, on: Steps, seed: number) {
  const treated = imputed(on);
  const classes = rows.map((row) => String(row[TARGET]));
  const predicted: string[] = [];
  for (const { train, test } of stratifiedKFold(classes, 5, seed)) {
    const medians = Object.fromEntries(numeric.map((column) => [column, medianOf(train.map((i) => treated[i]![column]))]));
    const whole = (i: number): Row =>
      Object.fromEntries(Object.entries(treated[i]!).map(([column, value]) => [column, value ?? medians[column] ?? null]));
    let learned = train.map(whole);
    if (on.isolation) {
      const { outliers } = isolationForest(learned, { numeric, share: 0.025, seed });
      learned = learned.filter((_, i) => !outliers[i]);
    }
    if (on.balancing) learned = oversample(learned, { target: TARGET, numeric, method: 'svm', seed });
    const model = await trainClassifier(learned, { algorithm, target: TARGET, numeric, categorical: CATEGORICAL, seed, params });
    model.predict(test.map(whole)).forEach(({ label }, position) => {
      predicted[test[position]!] = label;
    });
  }
  return classificationReport(classes, predicted);
}

function imputed(on: Steps): Row[] {
  const sun = rows.map(({ radiacao_solar }) => radiacao_solar as number | null);
  return rows.map((row, i) => {
    const near = sun.slice(Math.max(0, i - 2), i + 3).filter((value) => value !== null);
    return {
      ...row,
      radiacao_solar: sun[i] ?? (on.movingAverage && near.length > 0 ? mean(near) : null),
      temp_bulbo_umido: row.temp_bulbo_umido ?? (on.stull ? wetBulb(row.temp_ar as number, row.umidade as number) : null),
    };
  });
}

function medianOf(values: readonly unknown[]): number {
  const known = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
