/** `trainRegressor`, `restoreRegressor`, `regressionReport`: models that answer with a number. They are kept, loaded and served as classifiers are. */
import { LabError } from '../errors.ts';
import type { Classifier, Field, Prediction, RegressionAlgorithm, RegressionReport, RegressorOptions, Row } from '../sdk/types.ts';
import { algorithms, type ParamSpec, resolveParams } from './algorithm.ts';
import { type Encoder, encode, fitEncoder } from './encoder.ts';
import { columnShares } from './fitted.ts';
import type { FittedModel } from './model.ts';
import { rememberParts } from './parts.ts';
import { seededRandom } from './random.ts';
import { regressors } from './regression.ts';
import { signatureOf } from './signature.ts';

/** What `toJSON` gives and model.json holds. */
export interface StoredRegressor {
  format: 'bancada-regressor';
  version: 1;
  algorithm: RegressionAlgorithm;
  target: string;
  signature: Field[];
  importances: Record<string, number> | null;
  seed: number;
  params: Record<string, number | readonly number[]>;
  encoder: Encoder;
  model: unknown;
}

/** A column of many levels becomes the shares of these quarters of the target. */
const QUARTERS = 4;
const linearParams: Record<string, ParamSpec> = { l2: { default: 1e-3, min: 0, max: 1e9 } };
const paramsOf: Record<RegressionAlgorithm, Record<string, ParamSpec>> = {
  random_forest: algorithms.random_forest.params,
  gradient_boosting: algorithms.gradient_boosting.params,
  linear_regression: linearParams,
  mean: {},
};

export async function trainRegressor(rows: readonly Row[], options: RegressorOptions): Promise<Classifier> {
  const { algorithm, target, seed = 0 } = options;
  const spec = regressors[algorithm];
  if (!spec) throw new LabError('ALGORITHM_UNKNOWN', { algorithm, known: Object.keys(regressors).join(', ') });
  const params = resolveParams(algorithm, options.params, paramsOf[algorithm]);
  const values = readValues(rows, target);
  const random = seededRandom(seed);
  const { encoder, matrix } = fitEncoder(rows, quarters(values), { ...options, algorithm: 'majority', scaled: spec.scaled }, random);
  const onProgress = options.onProgress ?? (() => {});
  const model = spec.train({ matrix, width: encoder.sources.length, values, random, onProgress }, params as Record<string, number>);
  const importances = model.gains && columnShares(model.gains, encoder);
  return regressor({ algorithm, target, signature: signatureOf(rows, options, encoder), importances, seed, params }, encoder, model);
}

export function restoreRegressor({ encoder, model, format: _, version: __, ...about }: StoredRegressor): Classifier {
  return regressor(about, encoder, regressors[about.algorithm].load(model));
}

export function regressionReport(actual: readonly number[], predicted: readonly number[]): RegressionReport {
  const n = actual.length;
  const total = (of: (i: number) => number) => actual.reduce((sum, _, i) => sum + of(i), 0);
  const mean = total((i) => actual[i]!) / n;
  const squares = total((i) => (actual[i]! - predicted[i]!) ** 2);
  return {
    rmse: Math.sqrt(squares / n),
    mae: total((i) => Math.abs(actual[i]! - predicted[i]!)) / n,
    mape: total((i) => Math.abs((actual[i]! - predicted[i]!) / actual[i]!)) / n,
    r2: 1 - squares / total((i) => (actual[i]! - mean) ** 2),
  };
}

export function numberPrediction(value: number): Prediction {
  return { label: String(Math.round(value * 100) / 100), probabilities: {}, value };
}

type About = Omit<StoredRegressor, 'format' | 'version' | 'encoder' | 'model'>;

function regressor(about: About, encoder: Encoder, model: FittedModel): Classifier {
  const width = encoder.sources.length;
  const made: Classifier = {
    algorithm: about.algorithm,
    task: 'regression',
    target: about.target,
    classes: [],
    signature: about.signature,
    importances: about.importances,
    predict: (rows) => Array.from(model.probabilities(encode(encoder, rows), width), numberPrediction),
    toJSON: (): StoredRegressor => ({ format: 'bancada-regressor', version: 1, ...about, encoder, model: model.toJSON() }),
  };
  return rememberParts(made, { kind: 'single', encoder, model });
}

function readValues(rows: readonly Row[], target: string): Float64Array {
  if (rows.length === 0) throw new LabError('ROWS_NONE');
  return Float64Array.from(rows, (row, r) => {
    const value = row[target] ?? null;
    if (value === null) {
      if (!rows.some((other) => target in other)) throw new LabError('COLUMN_MISSING', { column: target, columns: Object.keys(row).join(', ') });
      throw new LabError('TARGET_GAP', { target, row: r + 1 });
    }
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new LabError('NOT_A_NUMBER', { column: target, row: r + 1, value: JSON.stringify(value) });
    return value;
  });
}

function quarters(values: Float64Array) {
  const sorted = values.slice().sort();
  const cuts = [1, 2, 3].map((quarter) => sorted[Math.floor((sorted.length * quarter) / QUARTERS)]!);
  return { codes: Int32Array.from(values, (value) => cuts.filter((cut) => value >= cut).length), classes: QUARTERS };
}
