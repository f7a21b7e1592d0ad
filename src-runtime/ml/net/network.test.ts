import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { networkModel } from './network.ts';
import { tensorFlow } from './tensorflow.ts';
import { wasmProbabilities } from './wasm-dense.ts';

test('the forward pass in plain JavaScript and in WebAssembly agrees with TensorFlow.js', async () => {
  const tf = await tensorFlow();
  const random = seededRandom(3);
  const numbers = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1);
  const sizes = [10, 32, 16, 3];
  const layers = sizes.slice(1).map((outputs, l) => ({ inputs: sizes[l]!, outputs, weights: numbers(sizes[l]! * outputs), bias: numbers(outputs) }));
  const x = numbers(50 * 10);
  const expected = tf.tidy(() => {
    let layer = tf.tensor2d(x, [50, 10]);
    layers.forEach(({ inputs, outputs, weights, bias }, l) => {
      layer = tf.add(tf.matMul(layer, tf.tensor2d(weights, [inputs, outputs])), tf.tensor1d(bias));
      if (l < 2) layer = tf.relu(layer);
    });
    return tf.softmax(layer).dataSync();
  });
  for (const probabilities of [networkModel(layers, null).probabilities, wasmProbabilities(layers)]) {
    const found = probabilities(Float64Array.from(x), 10);
    expect(found).toHaveLength(150);
    expect(Math.max(...found.map((p, i) => Math.abs(p - expected[i]!)))).toBeLessThan(1e-6);
  }
});

test('in WebAssembly any number of rows and any sizes of layers give what plain JavaScript gives', () => {
  const random = seededRandom(5);
  const numbers = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1);
  for (const sizes of [
    [1, 2],
    [3, 9, 5],
    [20, 17, 8, 3],
  ]) {
    const layers = sizes
      .slice(1)
      .map((outputs, l) => ({ inputs: sizes[l]!, outputs, weights: numbers(sizes[l]! * outputs), bias: numbers(outputs) }));
    const [plain, vectors] = [networkModel(layers, null).probabilities, wasmProbabilities(layers)];
    for (const rows of [1, 4, 7, 256, 300]) {
      const matrix = Float64Array.from(numbers(rows * sizes[0]!));
      const wanted = plain(matrix, sizes[0]!);
      const found = vectors(matrix, sizes[0]!);
      expect(found).toHaveLength(wanted.length);
      expect(found.findIndex((p, i) => Math.abs(p - wanted[i]!) > 1e-6)).toBe(-1);
    }
  }
});
