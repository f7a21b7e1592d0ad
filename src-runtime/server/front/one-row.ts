/**
 * `oneRow`: the answer to V2's most usual question, one row of numbers as one matrix, without a row, a prediction or a tensor in between. What it cannot tell at a
 * glance is null, and the general way answers, or refuses.
 */
import { numbersOnly } from '../../ml/numbers-only.ts';
import type { Field, Prediction, Row } from '../../sdk/types.ts';
import type { Servable } from '../servable.ts';
import { KNOWN_DATATYPES } from '../v2/binary.ts';
import { classesParameter } from '../v2/outputs.ts';

interface Answered {
  text: string;
  /** For those who keep them. */
  row(): Row;
  prediction(): Prediction;
}

export type OneRow = (body: unknown, id: string) => Answered | null;

export function oneRow({ name, version, signature, classes, classifier, graph }: Servable): OneRow | null {
  const ask = classifier && !graph ? numbersOnly(classifier) : null;
  if (!ask || !classes || !signature.every(isPlain) || classes.includes('__proto__')) return null;
  const width = signature.length;
  const columns = new Set(signature.map((field) => field.name));
  const head = `{"model_name":${JSON.stringify(name)},"model_version":${JSON.stringify(version)},"id":`;
  const labels = classes.map((label) => `,"outputs":[{"name":"label","datatype":"BYTES","shape":[1],"data":[${JSON.stringify(label)}]},`);
  const { parameters } = classesParameter(classes) as { parameters?: object };
  const chances = `{"name":"probabilities","datatype":"FP64","shape":[1,${classes.length}],"parameters":${JSON.stringify(parameters)},"data":[`;

  return (body, requestId) => {
    const { id, inputs } = (body ?? {}) as { id?: unknown; inputs?: unknown };
    if (!Array.isArray(inputs) || inputs.length !== 1) return null;
    const data = matrixOf(inputs[0]);
    if (!data) return null;
    const found = chancesOf(data);
    if (!found) return null;
    let best = 0;
    let numbers = '';
    for (let k = 0; k < found.length; k++) {
      const chance = found[k]!;
      if (!Number.isFinite(chance)) return null;
      if (chance > found[best]!) best = k;
      numbers += k === 0 ? chance : `,${chance}`;
    }
    return {
      text: `${head}${JSON.stringify(typeof id === 'string' ? id : requestId)}${labels[best]}${chances}${numbers}]}]}`,
      row: () => Object.fromEntries(signature.map((field, c) => [field.name, data[c]!])),
      prediction: () => ({ label: classes[best]!, probabilities: Object.fromEntries(classes.map((label, k) => [label, found[k]!])) }),
    };
  };

  /** What fails is asked again in the general way, which says so. */
  function chancesOf(data: readonly number[]): Float64Array | null {
    try {
      return ask!(data);
    } catch {
      return null;
    }
  }

  function matrixOf(value: unknown): readonly number[] | null {
    if (typeof value !== 'object' || value === null) return null;
    const { name: tensor, shape, datatype, data, parameters: own } = value as Record<string, unknown>;
    if (own !== undefined || typeof tensor !== 'string' || columns.has(tensor)) return null;
    if (typeof datatype !== 'string' || !KNOWN_DATATYPES.has(datatype)) return null;
    if (!Array.isArray(shape) || shape.length !== 2 || shape[0] !== 1 || shape[1] !== width) return null;
    if (!Array.isArray(data) || data.length !== width) return null;
    for (let c = 0; c < width; c++) if (!isValid(data[c], signature[c]!)) return null;
    return data as number[];
  }
}

function isPlain({ type, choices }: Field): boolean {
  return (type === 'double' || type === 'long') && !choices;
}

function isValid(value: unknown, { type, min, max }: Field): boolean {
  if (typeof value !== 'number' || !(type === 'double' ? Number.isFinite(value) : Number.isSafeInteger(value))) return false;
  return !(min !== undefined && value < min) && !(max !== undefined && value > max);
}
