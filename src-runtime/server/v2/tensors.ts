/** `rowsOfTensors`: V2 input tensors as rows: one tensor per column, or one matrix with the signature's columns in order. */
import type { Field } from '../../sdk/types.ts';
import { RequestError } from '../request-error.ts';
import { checkRowCount } from '../validate.ts';
import { decodeValues, KNOWN_DATATYPES } from './binary.ts';
import type { InferBody } from './body.ts';

interface Parameters {
  binary_data?: unknown;
  binary_data_size?: unknown;
  binary_data_output?: unknown;
}

export interface InferRequest {
  id?: unknown;
  parameters?: Parameters | null;
  inputs?: unknown;
  outputs?: ({ name?: unknown; parameters?: Parameters | null } | null)[];
}

interface Tensor {
  name: string;
  shape: number[];
  data: unknown[];
}

export const DATATYPES = { double: 'FP64', long: 'INT64', string: 'BYTES', boolean: 'BOOL' } as const;

export function rowsOfTensors({ json, binary }: InferBody, signature: readonly Field[]): Record<string, unknown>[] {
  if (!Array.isArray(json?.inputs) || json.inputs.length === 0) {
    throw new RequestError(422, 'BODY_SHAPE', { expected: '{ "inputs": [{ name, shape, datatype, data }] }', field: 'inputs' });
  }
  let at = 0;
  const take = (size: number) => {
    at += size;
    return binary.subarray(at - size, at);
  };
  const tensors = json.inputs.map((input) => readTensor(input, take));
  if (at !== binary.length) throw new RequestError(422, 'TENSOR', { field: 'inputs', expected: `binary_data_size: ${binary.length}` });
  const [first] = tensors;
  const matrix =
    tensors.length === 1 && first!.shape.length === 2 && first!.shape[1] === signature.length && !signature.some(({ name }) => name === first!.name);
  const count = first!.shape[0]!;
  checkRowCount(count);
  const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  if (matrix) {
    const { data } = first!;
    for (let r = 0, cell = 0; r < count; r++) for (const { name } of signature) rows[r]![name] = data[cell++];
    return rows;
  }
  for (const { name, data } of tensors) {
    if (data.length !== count) throw new RequestError(422, 'TENSOR', { field: name, expected: `shape [${count}]` });
    if (!signature.some((field) => field.name === name)) continue;
    for (let r = 0; r < count; r++) rows[r]![name] = data[r];
  }
  return rows;
}

function readTensor(value: unknown, take: (size: number) => Buffer): Tensor {
  const { name, shape, datatype, data, parameters } = (value ?? {}) as Record<string, unknown>;
  const field = typeof name === 'string' ? name.slice(0, 100) : 'inputs';
  const refuse = (expected: string) => new RequestError(422, 'TENSOR', { field, expected });
  if (typeof name !== 'string') throw refuse('name');
  if (typeof datatype !== 'string' || !KNOWN_DATATYPES.has(datatype)) throw refuse(`datatype ${[...KNOWN_DATATYPES].join(' | ')}`);
  if (!Array.isArray(shape) || shape.length === 0 || !shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw refuse('shape [n] | [n, m]');
  const size = (shape as number[]).reduce((product, length) => product * length, 1);
  const bytes = (parameters as Parameters | null | undefined)?.binary_data_size;
  if (bytes === undefined) {
    if (!Array.isArray(data)) throw refuse('data […]');
    const flat = data.some(Array.isArray) ? (data.flat(3) as unknown[]) : (data as unknown[]);
    if (flat.length !== size) throw refuse(`data: ${size} (shape)`);
    return { name, shape: shape as number[], data: flat };
  }
  if (!Number.isSafeInteger(bytes) || (bytes as number) < 0) throw refuse('binary_data_size: 0 …');
  const values = decodeValues(datatype, take(bytes as number), size);
  if (values === null) throw refuse(`binary_data_size: ${datatype} × ${size} (shape)`);
  return { name, shape: shape as number[], data: values };
}
