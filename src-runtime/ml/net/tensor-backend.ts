/** `tensorProbabilities`: a dense network's forward pass on TensorFlow.js, on whichever backend it runs here. */
import type { FittedModel } from '../model.ts';
import type { Layer } from './network.ts';
import { tensorFlow } from './tensorflow.ts';

export async function tensorProbabilities(layers: readonly Layer[]): Promise<{ backend: string; probabilities: FittedModel['probabilities'] }> {
  const tf = await tensorFlow();
  const tensors = layers.map(({ weights, bias, inputs, outputs }) => ({ weights: tf.tensor2d(weights, [inputs, outputs]), bias: tf.tensor1d(bias) }));
  return {
    backend: tf.getBackend(),
    probabilities: (matrix, width) => {
      const given = Float32Array.from(matrix);
      const result = tf.tidy(() => {
        let layer = tf.tensor2d(given, [matrix.length / width, width]);
        tensors.forEach(({ weights, bias }, l) => {
          layer = tf.add(tf.matMul(layer, weights), bias);
          if (l < tensors.length - 1) layer = tf.relu(layer);
        });
        return tf.softmax(layer).dataSync<'float32'>();
      });
      return Float64Array.from(result);
    },
  };
}
