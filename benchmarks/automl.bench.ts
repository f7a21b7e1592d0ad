/**
 * Samplers on real trainings: how many trials TPE takes to reach what random search reached at the end of its budget, over 20 seeds and three data sets; the same of Optuna's
 * TPESampler where Optuna is installed (`pip install optuna`; BANCADA_OPTUNA_PYTHON names the interpreter). And what halving saves of the training time at what loss of quality.
 * Scores are those of gradient boosting by cross-validation, negative log loss or R²; each point is trained once and remembered.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { bracketOf, goOn } from '../src-main/automl/samplers/brackets.ts';
import { chanceOf, randomConfig } from '../src-main/automl/samplers/random.ts';
import type { Config, Space } from '../src-main/automl/samplers/space.ts';
import { type Seen, tpeConfig } from '../src-main/automl/samplers/tpe.ts';
import { comfortVotes } from '../src-main/catalog/conforto/generate.ts';
import { measureUnit } from '../src-runtime/automl/units.ts';
import { trainClassifier } from '../src-runtime/ml/classifier.ts';
import { trainRegressor } from '../src-runtime/ml/regressor.ts';
import type { Row } from '../src-runtime/sdk/types.ts';
import { type Figure, median, report } from './support/report.ts';

const seeds = Number(process.argv[2] ?? 20);
const budget = 40;
const space: Space = {
  trees: { type: 'int', low: 3, high: 24, log: true },
  depth: { type: 'int', low: 1, high: 5 },
  minLeaf: { type: 'int', low: 1, high: 30, log: true },
  learningRate: { type: 'float', low: 0.02, high: 0.8, log: true },
  subsample: { type: 'float', low: 0.3, high: 1 },
};
const read = (name: string) => JSON.parse(readFileSync(new URL(`../node_modules/vega-datasets/data/${name}.json`, import.meta.url), 'utf8')) as Row[];

interface Problem {
  name: string;
  rows: Row[];
  target: string;
  numeric: string[];
}

const comfort = (comfortVotes() as unknown as Row[]).filter((_, i) => i % 6 === 0);
const problems: Problem[] = [
  {
    name: 'carros',
    rows: read('cars').filter((row) => row.Miles_per_Gallon !== null),
    target: 'Miles_per_Gallon',
    numeric: ['Cylinders', 'Displacement', 'Horsepower', 'Weight_in_lbs', 'Acceleration'],
  },
  {
    name: 'pinguins',
    rows: read('penguins'),
    target: 'Species',
    numeric: ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'],
  },
  { name: 'conforto', rows: comfort, target: 'sensacao', numeric: ['temp_ar', 'umidade', 'vel_ar', 'temp_parede', 'metabolismo', 'vestimenta'] },
];

const fold = async ({ rows, target, numeric, name }: Problem, params: Config, unit: number) => {
  const options = {
    algorithm: 'gradient_boosting' as const,
    target,
    numeric,
    impute: 'median' as const,
    seed: 7,
    params: params as Record<string, number>,
  };
  const found = await measureUnit({ rows, target, folds: 3, seed: problems.findIndex((each) => each.name === name) + 1 }, unit, (own) =>
    name === 'carros' ? trainRegressor(own, options) : trainClassifier(own, options),
  );
  return { score: found.r2 ?? -found.log_loss!, ms: found.fit_ms };
};

async function scoreOf(problem: Problem, params: Config, known: Map<string, number>): Promise<number> {
  const key = JSON.stringify(params);
  const before = known.get(key);
  if (before !== undefined) return before;
  let sum = 0;
  for (let unit = 0; unit < 3; unit++) sum += (await fold(problem, params, 100 * problems.indexOf(problem) * 3 + unit)).score;
  known.set(key, sum / 3);
  return sum / 3;
}

async function search(problem: Problem, seed: number, by: 'tpe' | 'random', known: Map<string, number>): Promise<number[]> {
  const seen: Seen[] = [];
  const best: number[] = [];
  for (let n = 0; n < budget; n++) {
    const chance = chanceOf(seed, n);
    const params = by === 'tpe' ? tpeConfig(space, seen, chance) : randomConfig(space, chance);
    const score = await scoreOf(problem, params, known);
    seen.push({ params, score, units: 1 });
    best.push(Math.max(best.at(-1) ?? Number.NEGATIVE_INFINITY, score));
  }
  return best;
}

/** Optuna proposes, we measure: one line of parameters, one line back. Null where there is no Optuna. */
async function optuna(problem: Problem, seed: number, known: Map<string, number>): Promise<number[] | null> {
  const python = process.env.BANCADA_OPTUNA_PYTHON;
  if (!python) return null;
  const child = spawn(python, [new URL('peers/optuna_peer.py', import.meta.url).pathname, String(seed), String(budget), JSON.stringify(space)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const best: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const score = await scoreOf(problem, JSON.parse(line) as Config, known);
    best.push(Math.max(best.at(-1) ?? Number.NEGATIVE_INFINITY, score));
    child.stdin.write(`${score}\n`);
  }
  return best.length === budget ? best : null;
}

/** Halving against measuring all: time spent, and the winner's score over all folds. */
async function halving(problem: Problem, seed: number): Promise<{ share: number; loss: number }> {
  const { size, rungs } = bracketOf({ kind: 'halving', factor: 3 }, 9, 0, 1);
  const trials = Array.from({ length: size }, (_, n) => ({
    params: randomConfig(space, chanceOf(seed, n)),
    scores: [] as number[],
    ms: [] as number[],
  }));
  for (const trial of trials)
    for (let unit = 0; unit < 9; unit++) {
      const { score, ms } = await fold(problem, trial.params, 300 * problems.indexOf(problem) + unit);
      trial.scores.push(score);
      trial.ms.push(ms);
    }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  let alive = trials;
  let spent = 0;
  rungs.forEach((rung, i) => {
    spent += alive.reduce((sum, { ms }) => sum + ms.slice(rungs[i - 1] ?? 0, rung).reduce((all, each) => all + each, 0), 0);
    alive = alive
      .toSorted((a, b) => mean(b.scores.slice(0, rung)) - mean(a.scores.slice(0, rung)))
      .slice(0, i === rungs.length - 1 ? 1 : goOn(alive.length, 3));
  });
  const whole = trials.reduce((sum, { ms }) => sum + ms.reduce((all, each) => all + each, 0), 0);
  return { share: 1 - spent / whole, loss: Math.max(...trials.map(({ scores }) => mean(scores))) - mean(alive[0]!.scores) };
}

const figures: Figure[] = [];
const all: number[] = [];
for (const problem of problems) {
  const known = new Map<string, number>();
  const [needed, ends, theirs] = [[] as number[], [] as number[], [] as number[]];
  for (let seed = 0; seed < seeds; seed++) {
    const random = await search(problem, seed, 'random', known);
    const tpe = await search(problem, 1000 + seed, 'tpe', known);
    const at = tpe.findIndex((best) => best >= random.at(-1)!);
    needed.push((at < 0 ? budget : at + 1) / budget);
    ends.push(tpe.at(-1)!);
    const peer = await optuna(problem, seed, known);
    if (peer) theirs.push(peer.at(-1)!);
  }
  all.push(...needed);
  const share = median(needed);
  figures.push({
    what: `${problem.name}: trials TPE takes to random search's best of ${budget}, median of ${seeds} seeds`,
    ours: `${Math.round(share * budget)}`,
    against: `${budget} (random)`,
    ratio: share.toFixed(2),
    bar: '≤ 0.5',
    met: share <= 0.5,
  });
  if (theirs.length > 0) {
    const [a, b] = [median(ends), median(theirs)];
    const off = (b - a) / Math.abs(b);
    figures.push({
      what: `${problem.name}: best after ${budget} trials, median`,
      ours: a.toFixed(4),
      against: `${b.toFixed(4)} (Optuna TPESampler)`,
      ratio: `${Math.abs(100 * off).toFixed(1)} % ${off > 0 ? 'worse' : 'better'}`,
      bar: 'within 10 %',
      met: off <= 0.1,
    });
  }
  const saved = await Promise.all(Array.from({ length: Math.min(5, seeds) }, (_, seed) => halving(problem, seed)));
  const time = median(saved.map(({ share: one }) => one));
  const loss = median(saved.map(({ loss: one }) => one));
  figures.push({
    what: `${problem.name}: training time halving saves (9 trials, 9 folds), quality lost`,
    ours: `${(100 * time).toFixed(0)} %, ${loss.toFixed(4)}`,
    bar: '≥ 50 %',
    met: time >= 0.5,
  });
}
report(figures);
