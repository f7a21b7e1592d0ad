/** `inferAnswer`: predictions as V2 output tensors: those that were asked for, as JSON or as bytes behind it. */
import type { Prediction } from '../../sdk/types.ts';
import { RequestError } from '../request-error.ts';
import { encodeValues } from './binary.ts';
import type { InferRequest } from './tensors.ts';

interface OutputTensor {
  name: OutputName;
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

type OutputName = 'label' | 'probabilities' | 'value' | 'members';

/** Of a model that predicts a number the value takes the place of the probabilities; a graph says who answered. */
function namesOf(predictions: readonly Prediction[]): OutputName[] {
  const [first] = predictions;
  return ['label', first?.value === undefined ? 'probabilities' : 'value', ...(first?.answered ? (['members'] as const) : [])];
}

export function inferAnswer(predictions: readonly Prediction[], known: readonly string[] | null, asked: InferRequest | null): InferAnswer {
  const classes = known ?? Object.keys(predictions[0]?.probabilities ?? {});
  const binary: Buffer[] = [];
  const outputs = wanted(asked, namesOf(predictions)).map(({ name, asBytes }) => {
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

function wanted(asked: InferRequest | null, names: readonly OutputName[]): { name: OutputName; asBytes: boolean }[] {
  const all = asked?.parameters?.binary_data_output === true;
  if (!Array.isArray(asked?.outputs) || asked.outputs.length === 0) return names.map((name) => ({ name, asBytes: all }));
  return asked.outputs.map((output) => {
    const name = names.find((one) => one === output?.name);
    if (!name) throw new RequestError(422, 'TENSOR', { field: 'outputs', expected: names.join(' | ') });
    const own = output?.parameters?.binary_data;
    return { name, asBytes: own === undefined ? all : own === true };
  });
}

function tensorOf(name: OutputName, predictions: readonly Prediction[], classes: readonly string[]): OutputTensor {
  if (name === 'label') return { name, datatype: 'BYTES', shape: [predictions.length], data: predictions.map(({ label }) => label) };
  if (name === 'value') return { name, datatype: 'FP64', shape: [predictions.length], data: predictions.map(({ value }) => value ?? 0) };
  if (name === 'members')
    return { name, datatype: 'BYTES', shape: [predictions.length], data: predictions.map(({ answered }) => answered?.members.join(',') ?? '') };
  const data: number[] = [];
  for (const { probabilities } of predictions) for (const label of classes) data.push(probabilities[label] ?? 0);
  return { name, datatype: 'FP64', shape: [predictions.length, classes.length], ...classesParameter(classes), data };
}
