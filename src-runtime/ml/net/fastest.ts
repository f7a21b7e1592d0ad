/** `chooseFastest`: measures how a network is computed fastest here, at several numbers of rows, and computes it so from then on. */
import { setImmediate } from 'node:timers/promises';
import type { FittedModel } from '../model.ts';
import type { Layer } from './network.ts';
import { tensorProbabilities } from './tensor-backend.ts';

export interface BackendChoice {
  /** From so many rows on. */
  rows: number;
  backend: string;
  /** Microseconds of one call, of every one that was tried. */
  us: Record<string, number>;
}

const SIZES = [1, 8, 64, 512];
/** Multiplications per row below which plain JavaScript wins at any number of rows: TensorFlow.js is then not even loaded. */
const SMALL = 2_000;
const MEASURE_MS = 12;

export async function chooseFastest(model: FittedModel, layers: readonly Layer[]): Promise<BackendChoice[]> {
  const plain = model.probabilities;
  const operations = layers.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
  const candidates = new Map([['javascript', plain]]);
  if (operations >= SMALL) {
    const tensors = await tensorProbabilities(layers);
    candidates.set(tensors.backend, tensors.probabilities);
  }
  const width = layers[0]!.inputs;
  const choices: BackendChoice[] = [];
  for (const rows of candidates.size === 1 ? [1] : SIZES) {
    const matrix = Float64Array.from({ length: rows * width }, (_, i) => Math.sin(i));
    const us: Record<string, number> = {};
    for (const [name, run] of candidates) us[name] = await costOf(() => run(matrix, width));
    const backend = Object.keys(us).reduce((best, name) => (us[name]! < us[best]! ? name : best));
    choices.push({ rows, backend, us });
  }
  const runs = choices.map(({ rows, backend }) => ({ cells: rows * width, run: candidates.get(backend)! }));
  model.probabilities = (matrix, columns) => runs.findLast(({ cells }) => matrix.length >= cells)?.run(matrix, columns) ?? plain(matrix, columns);
  return choices;
}

/** Median of as many calls as fit, after those that let the compiler see it; requests are answered in between. */
async function costOf(run: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (const phase of ['warm', 'measured'] as const) {
    await setImmediate();
    for (const end = performance.now() + MEASURE_MS; performance.now() < end; ) {
      const begun = performance.now();
      run();
      if (phase === 'measured') taken.push(performance.now() - begun);
    }
  }
  return taken.length === 0 ? Number.POSITIVE_INFINITY : taken.sort((a, b) => a - b)[taken.length >> 1]! * 1000;
}
