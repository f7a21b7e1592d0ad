/** `algorithms`: every algorithm with its parameters, how it is trained and how it is read back. */
import { LabError } from '../errors.ts';
import type { Algorithm } from '../sdk/types.ts';
import { loadBoosting, trainBoosting } from './boosting.ts';
import { loadForest, trainForest } from './forest.ts';
import { loadMajority, trainMajority } from './majority.ts';
import type { FittedModel, TrainingSet } from './model.ts';
import { loadNetwork } from './net/network.ts';
import { loadSvm, trainSvm } from './svm/svm.ts';

export interface ParamSpec {
  default: number | readonly number[];
  min: number;
  max: number;
  whole?: boolean;
}

export interface AlgorithmSpec {
  /** Whether columns are brought to zero mean and unit deviation first. */
  scaled: boolean;
  params: Record<string, ParamSpec>;
  train(data: TrainingSet, params: Record<string, number | readonly number[]>): FittedModel | Promise<FittedModel>;
  load(packed: unknown): FittedModel;
}

const whole = (value: number, min: number, max: number): ParamSpec => ({ default: value, min, max, whole: true });
const real = (value: number, min: number, max: number): ParamSpec => ({ default: value, min, max });

const training = {
  /** 0: as many as make about 600 steps. */
  epochs: whole(0, 0, 10_000),
  /** 0: 32 rows of a small set, 256 of a large one. */
  batch: whole(0, 0, 1_000_000),
};

export const algorithms: Record<Algorithm, AlgorithmSpec> = {
  random_forest: {
    scaled: false,
    params: { trees: whole(100, 1, 5_000), depth: whole(12, 1, 64), minLeaf: whole(1, 1, 1_000_000), features: whole(0, 0, 100_000) },
    train: (data, params) => trainForest(data, numbers(params, ['trees', 'depth', 'minLeaf', 'features'])),
    load: loadForest,
  },
  gradient_boosting: {
    scaled: false,
    params: {
      trees: whole(100, 1, 5_000),
      depth: whole(5, 1, 32),
      minLeaf: whole(5, 1, 1_000_000),
      learningRate: real(0.1, 1e-6, 1),
      l2: real(1, 0, 1e9),
      subsample: real(0.8, 0.01, 1),
    },
    train: (data, params) => trainBoosting(data, numbers(params, ['trees', 'depth', 'minLeaf', 'learningRate', 'l2', 'subsample'])),
    load: loadBoosting,
  },
  logistic_regression: {
    scaled: true,
    params: { ...training, learningRate: real(0.05, 1e-6, 10), l2: real(1e-4, 0, 1e6) },
    train: (data, params) => trainNetwork(data, [], params),
    load: loadNetwork,
  },
  mlp: {
    scaled: true,
    params: {
      ...training,
      learningRate: real(0.005, 1e-6, 10),
      l2: real(1e-4, 0, 1e6),
      hidden: { default: [32, 16], min: 1, max: 4_096, whole: true },
    },
    train: (data, params) => trainNetwork(data, [params.hidden!].flat(), params),
    load: loadNetwork,
  },
  svm: {
    scaled: true,
    params: { cost: real(10, 1e-6, 1e9), gamma: real(0, 0, 1e6), tolerance: real(1e-3, 1e-9, 1) },
    train: (data, params) => trainSvm(data, numbers(params, ['cost', 'gamma', 'tolerance'])),
    load: loadSvm,
  },
  majority: { scaled: false, params: {}, train: trainMajority, load: loadMajority },
};

/** TensorFlow.js is loaded only by those who train a network. */
async function trainNetwork(data: TrainingSet, hidden: readonly number[], params: Record<string, number | readonly number[]>): Promise<FittedModel> {
  const { trainWithTensorFlow } = await import('./net/train.ts');
  return trainWithTensorFlow(data, hidden, numbers(params, ['epochs', 'batch', 'learningRate', 'l2']));
}

function numbers<K extends string>(params: Record<string, number | readonly number[]>, keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, params[key] as number])) as Record<K, number>;
}

/** The given parameters over the defaults; a name or value that the algorithm does not know is an error. */
export function resolveParams(
  algorithm: string,
  given: Record<string, number | readonly number[]> = {},
  specs: Record<string, ParamSpec>,
): Record<string, number | readonly number[]> {
  for (const [param, value] of Object.entries(given)) {
    const spec = specs[param];
    if (!spec) throw new LabError('ALGORITHM_PARAM', { algorithm, param, value: String(value), expected: Object.keys(specs).join(', ') || '—' });
    const list = Array.isArray(spec.default);
    const values = [value].flat() as number[];
    const fits = (list || typeof value === 'number') && values.every((v) => v >= spec.min && v <= spec.max && (!spec.whole || Number.isInteger(v)));
    if (!fits) throw new LabError('ALGORITHM_PARAM', { algorithm, param, value: JSON.stringify(value), expected: `${spec.min} … ${spec.max}` });
  }
  const defaults = Object.fromEntries(Object.entries(specs).map(([param, spec]) => [param, spec.default]));
  return { ...defaults, ...given };
}
