/** A program of its own, as TensorFlow.js is loaded once for a process: trains networks on the backend of this process, prints backend and weights. */

import { tensorFlow } from '../../src-runtime/ml/net/tensorflow.ts';
import { trainWithTensorFlow } from '../../src-runtime/ml/net/train.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';

const random = seededRandom(11);
const rows = 400;
const width = 8;
const matrix = Float64Array.from({ length: rows * width }, () => random() * 2 - 1);
const codes = Int32Array.from({ length: rows }, (_, r) =>
  matrix[r * width]! + matrix[r * width + 1]! ** 2 > 0.3 ? 1 : matrix[r * width + 2]! > 0 ? 2 : 0,
);
const params = { epochs: 3, batch: 50, learningRate: 0.01, l2: 1e-4 };

const probabilities: number[] = [];
for (const hidden of [[], [16, 8], [128, 128]]) {
  const set = { matrix, width, labels: { codes, classes: 3 }, random: seededRandom(5), onProgress: () => {} };
  probabilities.push(...(await trainWithTensorFlow(set, hidden, params)).probabilities(matrix, width));
}
console.log(JSON.stringify({ backend: (await tensorFlow()).getBackend(), probabilities }));
