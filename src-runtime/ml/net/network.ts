/** `networkModel`, `loadNetwork`: a dense network's forward pass in plain JavaScript, faster than any backend at the sizes served here (PERF §3). */
import type { FittedModel } from '../model.ts';
import { type Packed, packNumbers, unpackNumbers } from '../numbers.ts';
import { softmaxRows } from '../softmax.ts';

export interface Layer {
  inputs: number;
  outputs: number;
  /** inputs × outputs, row-major. */
  weights: Float32Array;
  bias: Float32Array;
}

export function networkModel(layers: readonly Layer[], gains: Float64Array | null): FittedModel {
  const widest = Math.max(...layers.map(({ outputs }) => outputs));
  const buffers: [Float64Array, Float64Array] = [new Float64Array(widest), new Float64Array(widest)];
  return {
    gains,
    probabilities: (matrix, width) => {
      const classes = layers[layers.length - 1]!.outputs;
      const scores = new Float64Array((matrix.length / width) * classes);
      for (let row = 0, at = 0; row < matrix.length; row += width, at += classes) {
        let input = matrix;
        let from = row;
        for (let l = 0; l < layers.length; l++) {
          const last = l === layers.length - 1;
          const output = last ? scores : buffers[l & 1]!;
          forward(layers[l]!, input, from, output, last ? at : 0, !last);
          input = output;
          from = 0;
        }
      }
      softmaxRows(scores, classes);
      return scores;
    },
    inner: { kind: 'network', layers },
    toJSON: () => ({
      layers: layers.map((layer) => ({ ...layer, weights: packNumbers('f32', layer.weights), bias: packNumbers('f32', layer.bias) })),
    }),
  };
}

export function loadNetwork(packed: unknown): FittedModel {
  const { layers } = packed as { layers: (Omit<Layer, 'weights' | 'bias'> & { weights: Packed<'f32'>; bias: Packed<'f32'> })[] };
  return networkModel(
    layers.map((layer) => ({ ...layer, weights: unpackNumbers(layer.weights), bias: unpackNumbers(layer.bias) })),
    null,
  );
}

/** Zero inputs, frequent behind a ReLU, cost nothing. */
function forward(layer: Layer, input: Float64Array, from: number, output: Float64Array, to: number, relu: boolean): void {
  const { inputs, outputs, weights, bias } = layer;
  for (let o = 0; o < outputs; o++) output[to + o] = bias[o]!;
  for (let i = 0; i < inputs; i++) {
    const x = input[from + i]!;
    if (x === 0) continue;
    const at = i * outputs;
    for (let o = 0; o < outputs; o++) output[to + o]! += x * weights[at + o]!;
  }
  if (relu) for (let o = 0; o < outputs; o++) if (output[to + o]! < 0) output[to + o] = 0;
}
