/** `chooseFastest`: measures how a network or a forest is computed fastest here, at several numbers of rows, and computes it so from then on. */
import { setImmediate } from 'node:timers/promises';
import { probabilitiesInWasm } from './forest.ts';
import type { FittedModel } from './model.ts';
import type { Layer } from './net/network.ts';
import { tensorProbabilities } from './net/tensor-backend.ts';
import { wasmProbabilities } from './net/wasm-dense.ts';
import type { TreeEnsemble } from './tree/ensemble.ts';

export interface BackendChoice {
  /** From so many rows on. */
  rows: number;
  backend: string;
  /** Microseconds of one call, of every one that was tried. */
  us: Record<string, number>;
}

type Way = FittedModel['probabilities'];

const NETWORK_ROWS = [1, 8, 64, 512];
const FOREST_ROWS = [1, 64];
/** Multiplications per row below which TensorFlow.js never wins: it is then not even loaded. */
const SMALL = 2_000;
/** Nodes of a forest that are worth their memory twice. */
const MOST_NODES = 4_000_000;
const MEASURE_MS = 12;

/** `samples`: rows as the model is asked for; others lead a forest's requests to other places of its memory. */
export async function chooseFastest(model: FittedModel, width: number, samples: Float64Array): Promise<BackendChoice[]> {
  const { inner, probabilities: plain } = model;
  if (inner?.kind === 'network') return choose(model, await waysOfNetwork(inner.layers, plain), NETWORK_ROWS, width, samples);
  if (inner?.kind === 'forest') return choose(model, waysOfForest(inner.trees, plain, width, samples), FOREST_ROWS, width, samples);
  return [];
}

async function waysOfNetwork(layers: readonly Layer[], plain: Way): Promise<Map<string, Way>> {
  const ways = new Map([['javascript', plain]]);
  const vectors = tried(() => wasmProbabilities(layers));
  if (vectors) ways.set('simd', vectors);
  if (layers.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0) < SMALL) return ways;
  const tensors = await tensorProbabilities(layers);
  return ways.set(tensors.backend, tensors.probabilities);
}

function waysOfForest(trees: TreeEnsemble, plain: Way, width: number, samples: Float64Array): Map<string, Way> {
  const ways = new Map([['javascript', plain]]);
  const found = trees.feature.length <= MOST_NODES && trees.roots.length > 0 ? tried(() => probabilitiesInWasm(trees, width)) : null;
  const wanted = plain(samples, width);
  if (found?.(samples, width).every((value, i) => value === wanted[i])) ways.set('wasm', found);
  return ways;
}

/** Null where WebAssembly, or the memory for it, is not to be had. */
function tried(make: () => Way): Way | null {
  try {
    return make();
  } catch {
    return null;
  }
}

async function choose(
  model: FittedModel,
  ways: Map<string, Way>,
  sizes: readonly number[],
  width: number,
  samples: Float64Array,
): Promise<BackendChoice[]> {
  const plain = model.probabilities;
  const choices: BackendChoice[] = [];
  for (const rows of ways.size === 1 ? [1] : sizes) {
    const batches = batchesOf(samples, rows * width);
    const us: Record<string, number> = {};
    for (const [name, run] of ways) us[name] = await costOf((call) => run(batches[call % batches.length]!, width));
    const backend = Object.keys(us).reduce((best, name) => (us[name]! < us[best]! ? name : best));
    choices.push({ rows, backend, us });
  }
  const runs = choices.map(({ rows, backend }) => ({ cells: rows * width, run: ways.get(backend)! }));
  model.probabilities = (matrix, columns) => runs.findLast(({ cells }) => matrix.length >= cells)?.run(matrix, columns) ?? plain(matrix, columns);
  return choices;
}

/** The samples cut into pieces of that size, over and over where they are too few. */
function batchesOf(samples: Float64Array, cells: number): Float64Array[] {
  if (samples.length < cells) return [Float64Array.from({ length: cells }, (_, i) => samples[i % samples.length]!)];
  return Array.from({ length: Math.floor(samples.length / cells) }, (_, b) => samples.slice(b * cells, (b + 1) * cells));
}

/** Median of as many calls as fit, after those that let the compiler see it; requests are answered in between. */
async function costOf(run: (call: number) => unknown): Promise<number> {
  const taken: number[] = [];
  let call = 0;
  for (const phase of ['warm', 'measured'] as const) {
    await setImmediate();
    for (const end = performance.now() + MEASURE_MS; performance.now() < end; ) {
      const begun = performance.now();
      run(call++);
      if (phase === 'measured') taken.push(performance.now() - begun);
    }
  }
  return taken.length === 0 ? Number.POSITIVE_INFINITY : taken.sort((a, b) => a - b)[taken.length >> 1]! * 1000;
}
