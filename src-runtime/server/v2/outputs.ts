/** `inferAnswer`: predictions as V2 output tensors: those that were asked for, as JSON or as bytes behind it. */
import type { Prediction } from '../../sdk/types.ts';
import { RequestError } from '../request-error.ts';
import { encodeValues } from './binary.ts';
import type { InferRequest } from './tensors.ts';

interface OutputTensor {
  name: 'label' | 'probabilities';
  datatype: 'BYTES' | 'FP64';
  shape: number[];
  parameters?: Record<string, string | number>;
  data: (string | number)[];
}

export interface InferAnswer {
  json: { outputs: (Omit<OutputTensor, 'data'> & Partial<OutputTensor>)[] };
  /** Bytes of the tensors without `data`, one after the other; empty where nobody asked for bytes. */
  binary: Buffer[];
}

const NAMES = ['label', 'probabilities'] as const;

export function inferAnswer(predictions: readonly Prediction[], known: readonly string[] | null, asked: InferRequest | null): InferAnswer {
  const classes = known ?? Object.keys(predictions[0]?.probabilities ?? {});
  const binary: Buffer[] = [];
  const outputs = wanted(asked).map(({ name, asBytes }) => {
    const tensor = tensorOf(name, predictions, classes);
    if (!asBytes) return tensor;
    const { data, ...head } = tensor;
    const bytes = encodeValues(data, tensor.datatype);
    binary.push(bytes);
    return { ...head, parameters: { ...head.parameters, binary_data_size: bytes.length } };
  });
  return { json: { outputs }, binary };
}

export function classesParameter(classes: readonly string[] | null) {
  return classes ? { parameters: { classes: classes.join(',') } } : {};
}

function wanted(asked: InferRequest | null): { name: 'label' | 'probabilities'; asBytes: boolean }[] {
  const all = asked?.parameters?.binary_data_output === true;
  if (!Array.isArray(asked?.outputs) || asked.outputs.length === 0) return NAMES.map((name) => ({ name, asBytes: all }));
  return asked.outputs.map((output) => {
    const name = NAMES.find((one) => one === output?.name);
    if (!name) throw new RequestError(422, 'TENSOR', { field: 'outputs', expected: NAMES.join(' | ') });
    const own = output?.parameters?.binary_data;
    return { name, asBytes: own === undefined ? all : own === true };
  });
}

function tensorOf(name: 'label' | 'probabilities', predictions: readonly Prediction[], classes: readonly string[]): OutputTensor {
  if (name === 'label') return { name, datatype: 'BYTES', shape: [predictions.length], data: predictions.map(({ label }) => label) };
  const data: number[] = [];
  for (const { probabilities } of predictions) for (const label of classes) data.push(probabilities[label] ?? 0);
  return { name, datatype: 'FP64', shape: [predictions.length, classes.length], ...classesParameter(classes), data };
}
