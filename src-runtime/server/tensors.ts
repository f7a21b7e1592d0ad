/** `rowsOfTensors`: V2 input tensors as rows: one tensor per column, or one matrix with the signature's columns in order. */
import type { Field } from '../sdk/types.ts';
import { RequestError } from './request-error.ts';
import { checkRowCount } from './validate.ts';

export interface InferRequest {
  id?: unknown;
  inputs?: unknown;
  outputs?: ({ name?: unknown } | null)[];
}

interface Tensor {
  name: string;
  shape: number[];
  data: unknown[];
}

export const DATATYPES = { double: 'FP64', long: 'INT64', string: 'BYTES', boolean: 'BOOL' } as const;
const KNOWN = new Set(['BOOL', 'UINT8', 'UINT16', 'UINT32', 'UINT64', 'INT8', 'INT16', 'INT32', 'INT64', 'FP16', 'FP32', 'FP64', 'BYTES']);

export function rowsOfTensors(body: InferRequest | null, signature: readonly Field[]): Record<string, unknown>[] {
  if (!Array.isArray(body?.inputs) || body.inputs.length === 0) {
    throw new RequestError(422, 'BODY_SHAPE', { expected: '{ "inputs": [{ name, shape, datatype, data }] }', field: 'inputs' });
  }
  const tensors = body.inputs.map(readTensor);
  const [first] = tensors;
  const matrix =
    tensors.length === 1 && first!.shape.length === 2 && first!.shape[1] === signature.length && !signature.some(({ name }) => name === first!.name);
  const count = first!.shape[0]!;
  checkRowCount(count);
  if (matrix) {
    return Array.from({ length: count }, (_, r) => Object.fromEntries(signature.map(({ name }, c) => [name, first!.data[r * signature.length + c]])));
  }
  const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  for (const { name, data } of tensors) {
    if (data.length !== count) throw new RequestError(422, 'TENSOR', { field: name, expected: `shape [${count}]` });
    if (!signature.some((field) => field.name === name)) continue;
    rows.forEach((row, r) => {
      row[name] = data[r];
    });
  }
  return rows;
}

function readTensor(value: unknown): Tensor {
  const { name, shape, datatype, data } = (value ?? {}) as Record<string, unknown>;
  const field = typeof name === 'string' ? name.slice(0, 100) : 'inputs';
  const refuse = (expected: string) => new RequestError(422, 'TENSOR', { field, expected });
  if (typeof name !== 'string') throw refuse('name');
  if (typeof datatype !== 'string' || !KNOWN.has(datatype)) throw refuse(`datatype ${[...KNOWN].join(' | ')}`);
  if (!Array.isArray(shape) || shape.length === 0 || !shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw refuse('shape [n] | [n, m]');
  if (!Array.isArray(data)) throw refuse('data […]');
  const flat = data.flat(3) as unknown[];
  const size = (shape as number[]).reduce((product, length) => product * length, 1);
  if (flat.length !== size) throw refuse(`data: ${size} (shape)`);
  return { name, shape: shape as number[], data: flat };
}
