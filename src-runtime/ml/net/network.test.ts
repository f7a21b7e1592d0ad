import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { networkModel } from './network.ts';
import { tensorFlow } from './tensorflow.ts';

test('the forward pass in plain JavaScript agrees with TensorFlow.js', async () => {
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
  const found = networkModel(layers, null).probabilities(Float64Array.from(x), 10);
  const worst = Math.max(...found.map((p, i) => Math.abs(p - expected[i]!)));
  expect(found).toHaveLength(150);
  expect(worst).toBeLessThan(1e-6);
});
