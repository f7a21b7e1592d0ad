/** zod forms of protobuf's JSON, as MLflow's clients send it: numbers may be strings, a repeated field of a query may stand alone, doubles may be "NaN". */
import { z } from 'zod';

/** int64 in JSON: a number, or a string of digits. */
export const int64 = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,19}$/)
    .transform(Number),
]);

const special = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY };

export const double = z.union([
  z.number(),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform((word) => special[word]),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)
    .transform(Number),
]);

export const bool = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** A repeated field: absent means none, and one value of a query string comes without a list. */
export function repeated<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]), z.array(item));
}

/** A repeated field of a JSON body. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).default([]);
}

/** A field that must be there; protobuf cannot tell an empty string from none. */
export const required = z.string().min(1);

/** A request about a run: old clients call its id `run_uuid`, new ones send both. */
export function runOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess(
    (given) => {
      const { run_uuid, ...rest } = given as { run_id?: unknown; run_uuid?: unknown };
      return rest.run_id === undefined || rest.run_id === '' ? { ...rest, run_id: run_uuid } : rest;
    },
    z.object({ run_id: required, ...shape }),
  );
}

export const keyValue = z.object({ key: z.string(), value: z.string().default('') });

/** A metric's value on the way out: JSON has neither NaN nor infinities. */
export function doubleOut(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  return Number.isFinite(value) ? value : (String(value) as 'NaN' | 'Infinity' | '-Infinity');
}
