/** Fields of a request read without zod, refused in the same words. Null stands for a field that is not there. */
import { refusal } from '../input.ts';

export type Fields = Record<string, unknown>;

const largest = 2 ** 63;

export function textIn(fields: Fields, name: string, path: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw refusal(path, value);
  return value;
}

/** "" and null stand for none. */
export function optionalTextIn(fields: Fields, name: string, path: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw refusal(path, value);
  return value;
}

export function int64In(fields: Fields, name: string, path: string): number {
  const value = fields[name];
  const number = typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) >= largest) throw refusal(path, value);
  return number;
}

export function doubleIn(fields: Fields, name: string, path: string): number {
  const value = fields[name];
  if (typeof value === 'number') return value;
  if (value === 'NaN') return Number.NaN;
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY;
  if (typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return Number(value);
  throw refusal(path, value);
}

export function runIdIn(fields: Fields): string {
  const value = fields.run_id || fields.run_uuid;
  if (typeof value !== 'string' || value === '') throw refusal('run_id', value);
  return value;
}

/** The objects of a repeated field, each read by `read` with its own path, as `metrics[3]`. */
export function listIn<Item>(fields: Fields, name: string, read: (item: Fields, path: string) => Item): Item[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw refusal(name, value);
  return value.map((item: unknown, i) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) throw refusal(`${name}[${i}]`, item);
    return read(item as Fields, `${name}[${i}]`);
  });
}
