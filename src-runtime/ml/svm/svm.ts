/** `trainSvm`, `loadSvm`: a support vector machine with radial kernel; of more than two classes one machine for each pair. */
import type { FittedModel, TrainingSet } from '../model.ts';
import { type Packed, packNumbers, unpackNumbers } from '../numbers.ts';
import { type Points, rbf } from './kernel.ts';
import { couple, fitSigmoid, type Sigmoid, sigmoid } from './platt.ts';
import { separate } from './smo.ts';

export interface SvmParams {
  cost: number;
  /** 0: one divided by the number of columns, which scaled columns make the same as scikit-learn's `scale`. */
  gamma: number;
  tolerance: number;
}

/** The machine that tells class `first` (positive) from class `second`. */
interface Machine {
  first: number;
  second: number;
  /** Positions among the support vectors of all machines. */
  vectors: Int32Array;
  coefficients: Float64Array;
  offset: number;
  sigmoid: Sigmoid;
}

interface Machines {
  classes: number;
  gamma: number;
  support: Points;
  machines: Machine[];
}

export function trainSvm(data: TrainingSet, { cost, gamma, tolerance }: SvmParams): FittedModel {
  const { matrix, width, labels } = data;
  const settings = { cost, gamma: gamma > 0 ? gamma : 1 / width, tolerance };
  const rowsOf = Array.from({ length: labels.classes }, (_, k) => [...labels.codes.keys()].filter((row) => labels.codes[row] === k));
  const pairs = rowsOf.flatMap((_, a) => rowsOf.slice(a + 1).map((_, b) => [a, a + 1 + b] as const));
  const position = new Map<number, number>();
  const machines = pairs.map(([first, second], done): Machine => {
    const rows = [...rowsOf[first]!, ...rowsOf[second]!];
    const signs = Int8Array.from(rows, (_, i) => (i < rowsOf[first]!.length ? 1 : -1));
    const points = gather(matrix, width, rows);
    const { coefficients, offset } = separate(points, signs, settings);
    const held = [...coefficients.keys()].filter((i) => coefficients[i] !== 0);
    const own = { vectors: Int32Array.from(held), coefficients: Float64Array.from(held, (i) => coefficients[i]!), offset };
    // Fitted to the rows that it learned from: held-out distances would cost several trainings more.
    const distances = Float64Array.from(rows, (_, i) => distance(own, (v) => rbf(points, i, points, v, settings.gamma)));
    const vectors = Int32Array.from(held, (i) => {
      const row = rows[i]!;
      if (!position.has(row)) position.set(row, position.size);
      return position.get(row)!;
    });
    data.onProgress((done + 1) / pairs.length);
    return { ...own, first, second, vectors, sigmoid: fitSigmoid(distances, signs) };
  });
  return svmModel({ classes: labels.classes, gamma: settings.gamma, support: gather(matrix, width, [...position.keys()]), machines });
}

function gather(matrix: Float64Array, width: number, rows: readonly number[]): Points {
  const gathered = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    gathered.set(matrix.subarray(row * width, (row + 1) * width), i * width);
  });
  return { matrix: gathered, width };
}

function distance(
  { vectors, coefficients, offset }: Pick<Machine, 'vectors' | 'coefficients' | 'offset'>,
  likeness: (vector: number) => number,
): number {
  let sum = -offset;
  for (let v = 0; v < vectors.length; v++) sum += coefficients[v]! * likeness(vectors[v]!);
  return sum;
}

/** Signed distances of one row to the border of each pair of classes. */
function distances({ gamma, support, machines }: Machines, points: Points, row: number): number[] {
  const likeness = new Float64Array(support.matrix.length / support.width);
  for (let v = 0; v < likeness.length; v++) likeness[v] = rbf(points, row, support, v, gamma);
  return machines.map((machine) => distance(machine, (v) => likeness[v]!));
}

function svmModel(svm: Machines): FittedModel {
  const { classes, machines } = svm;
  return {
    gains: null,
    probabilities: (matrix, width) => {
      const rows = matrix.length / width;
      const chances = new Float64Array(rows * classes);
      for (let row = 0; row < rows; row++) {
        const wins = Array.from({ length: classes }, () => new Float64Array(classes));
        distances(svm, { matrix, width }, row).forEach((far, m) => {
          const { first, second, sigmoid: chance } = machines[m]!;
          const won = Math.min(1 - 1e-7, Math.max(1e-7, sigmoid(chance, far)));
          wins[first]![second] = won;
          wins[second]![first] = 1 - won;
        });
        chances.set(classes === 2 ? Float64Array.of(wins[0]![1]!, wins[1]![0]!) : couple(wins), row * classes);
      }
      return chances;
    },
    toJSON: () => packSvm(svm),
  };
}

interface PackedSvm {
  classes: number;
  gamma: number;
  width: number;
  support: Packed<'f64'>;
  machines: { first: number; second: number; vectors: Packed<'i32'>; coefficients: Packed<'f64'>; offset: number; sigmoid: Sigmoid }[];
}

function packSvm({ classes, gamma, support, machines }: Machines): PackedSvm {
  return {
    classes,
    gamma,
    width: support.width,
    support: packNumbers('f64', support.matrix),
    machines: machines.map((machine) => ({
      ...machine,
      vectors: packNumbers('i32', machine.vectors),
      coefficients: packNumbers('f64', machine.coefficients),
    })),
  };
}

export function loadSvm(packed: unknown): FittedModel {
  const { classes, gamma, width, support, machines } = packed as PackedSvm;
  return svmModel({
    classes,
    gamma,
    support: { matrix: unpackNumbers(support), width },
    machines: machines.map((machine) => ({
      ...machine,
      vectors: unpackNumbers(machine.vectors),
      coefficients: unpackNumbers(machine.coefficients),
    })),
  });
}
