/** `trainWithTensorFlow`: fits a dense softmax network with Adam on TensorFlow.js; without hidden layers it is a logistic regression. */
import type { FittedModel, TrainingSet } from '../model.ts';
import { type Random, shuffleInPlace } from '../random.ts';
import { type Layer, networkModel } from './network.ts';
import { type TensorFlow, tensorFlow } from './tensorflow.ts';

export interface NetworkParams {
  epochs: number;
  batch: number;
  learningRate: number;
  l2: number;
}

const STEPS = 600;
const SMALL_SET = 2_000;

export async function trainWithTensorFlow(data: TrainingSet, hidden: readonly number[], params: NetworkParams): Promise<FittedModel> {
  const tf = await tensorFlow();
  const { labels, width, random } = data;
  const rows = labels.codes.length;
  const batch = Math.min(rows, params.batch || (rows < SMALL_SET ? 32 : 256));
  const steps = Math.ceil(rows / batch);
  const epochs = params.epochs || Math.max(5, Math.round(STEPS / steps));
  const variables = initialise(tf, [width, ...hidden, labels.classes], random);
  const optimizer = tf.train.adam(params.learningRate);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffleInPlace(order, random);
    for (let from = 0; from < rows; from += batch) {
      const picked = order.subarray(from, Math.min(rows, from + batch));
      tf.tidy(() => {
        const { x, y } = batchOf(tf, data, picked);
        optimizer.minimize(() => loss(tf, variables, x, y, params.l2));
      });
    }
    // Half-way on, steps shrink to a tenth: the last batches then no longer decide the weights.
    const left = 1 - (epoch + 1) / epochs;
    (optimizer as unknown as { learningRate: number }).learningRate = params.learningRate * Math.max(0.05, Math.min(1, left * 2));
    data.onProgress((epoch + 1) / epochs);
  }
  const layers = variables.map(({ weights, bias }): Layer => {
    const [inputs, outputs] = weights.shape as [number, number];
    return { inputs, outputs, weights: weights.dataSync<'float32'>().slice(), bias: bias.dataSync<'float32'>().slice() };
  });
  optimizer.dispose();
  for (const { weights, bias } of variables) tf.dispose([weights, bias]);
  return networkModel(layers, hidden.length === 0 ? weightSizes(layers[0]!) : null);
}

type Variables = ReturnType<typeof initialise>;
type Scalar = ReturnType<TensorFlow['scalar']>;
type Matrix = ReturnType<TensorFlow['tensor2d']>;

/** Glorot's uniform, drawn from our own generator so that the seed alone decides. Without hidden layers zero: no symmetry to break, nothing arbitrary left in the weights. */
function initialise(tf: TensorFlow, sizes: readonly number[], random: Random) {
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l]!;
    const limit = sizes.length === 2 ? 0 : Math.sqrt(6 / (inputs + outputs));
    const start = Float32Array.from({ length: inputs * outputs }, () => (random() * 2 - 1) * limit);
    return { weights: tf.variable(tf.tensor2d(start, [inputs, outputs])), bias: tf.variable(tf.zeros([outputs])) };
  });
}

function batchOf(tf: TensorFlow, data: TrainingSet, picked: Int32Array) {
  const { matrix, width, labels } = data;
  const x = new Float32Array(picked.length * width);
  const y = new Float32Array(picked.length * labels.classes);
  picked.forEach((row, i) => {
    for (let c = 0; c < width; c++) x[i * width + c] = matrix[row * width + c]!;
    y[i * labels.classes + labels.codes[row]!] = 1;
  });
  return { x: tf.tensor2d(x, [picked.length, width]), y: tf.tensor2d(y, [picked.length, labels.classes]) };
}

function loss(tf: TensorFlow, variables: Variables, x: Matrix, y: Matrix, l2: number): Scalar {
  let layer = x;
  variables.forEach(({ weights, bias }, l) => {
    layer = tf.add(tf.matMul(layer, weights as Matrix), bias);
    if (l < variables.length - 1) layer = tf.relu(layer);
  });
  const data = tf.losses.softmaxCrossEntropy(y, layer);
  if (l2 === 0) return data as Scalar;
  const penalty = tf.addN(variables.map(({ weights }) => tf.sum(tf.square(weights))));
  return tf.add(data, tf.mul(penalty, l2)) as Scalar;
}

/** Of a linear model on scaled columns the size of the weights says how much each column moves the answer. */
function weightSizes({ inputs, outputs, weights }: Layer): Float64Array {
  return Float64Array.from({ length: inputs }, (_, i) => {
    const own = weights.subarray(i * outputs, (i + 1) * outputs);
    const mean = own.reduce((sum, weight) => sum + weight, 0) / outputs;
    return own.reduce((sum, weight) => sum + Math.abs(weight - mean), 0);
  });
}
