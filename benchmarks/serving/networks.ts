/** B13 in a process of its own: networks in plain JavaScript, on TensorFlow.js' wasm and as the server picks, against TensorFlow.js' own JavaScript backend. Prints microseconds of a call. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { chooseFastest } from '../../src-runtime/ml/fastest.ts';
import { type Layer, networkModel } from '../../src-runtime/ml/net/network.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';

const random = seededRandom(1);

function layersOf(sizes: readonly number[]): Layer[] {
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l]!;
    const draw = () => (random() - 0.5) * (4 / Math.sqrt(inputs));
    return { inputs, outputs, weights: Float32Array.from({ length: inputs * outputs }, draw), bias: Float32Array.from({ length: outputs }, draw) };
  });
}

/** As a program would write it by hand, on the backend that is set. */
function onTensors(layers: readonly Layer[]) {
  const tensors = layers.map(({ weights, bias, inputs, outputs }) => [tf.tensor2d(weights, [inputs, outputs]), tf.tensor1d(bias)] as const);
  return (given: Float32Array, width: number) =>
    tf.tidy(() => {
      let layer = tf.tensor2d(given, [given.length / width, width]);
      tensors.forEach(([weights, bias], l) => {
        layer = tf.add(tf.matMul(layer, weights), bias);
        if (l < tensors.length - 1) layer = tf.relu(layer);
      });
      return tf.softmax(layer).dataSync<'float32'>();
    });
}

function microseconds(run: () => unknown): number {
  for (const end = performance.now() + 150; performance.now() < end; ) run();
  const taken: number[] = [];
  for (const end = performance.now() + 300; performance.now() < end; ) {
    const begun = performance.now();
    run();
    taken.push(performance.now() - begun);
  }
  return taken.sort((a, b) => a - b)[taken.length >> 1]! * 1000;
}

interface Found {
  name: string;
  rows: number;
  /** Between our answers and theirs. */
  furthest: number;
  us: { cpu: number; javascript: number; picked: number };
}

const found: Found[] = [];
for (const sizes of [
  [10, 32, 32, 2],
  [30, 128, 128, 2],
]) {
  const layers = layersOf(sizes);
  const width = sizes[0]!;
  const plain = networkModel(layers, null);
  const picked = networkModel(layers, null);
  const inputs = [1, 64].map((rows) => Float64Array.from({ length: rows * width }, () => random() * 2 - 1));
  await tf.setBackend('cpu');
  const cpu = onTensors(layers);
  const peers = inputs.map((matrix) => {
    const given = Float32Array.from(matrix);
    return { us: microseconds(() => cpu(given, width)), answers: cpu(given, width) };
  });
  await chooseFastest(picked, width, inputs[1]!);
  inputs.forEach((matrix, i) => {
    const answers = picked.probabilities(matrix, width);
    const furthest = peers[i]!.answers.reduce((most, value, at) => Math.max(most, Math.abs(value - answers[at]!)), 0);
    const us = {
      cpu: peers[i]!.us,
      javascript: microseconds(() => plain.probabilities(matrix, width)),
      picked: microseconds(() => picked.probabilities(matrix, width)),
    };
    found.push({ name: sizes.join('-'), rows: matrix.length / width, furthest, us });
  });
}
console.log(JSON.stringify(found));
