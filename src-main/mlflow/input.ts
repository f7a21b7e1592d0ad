/** `parseInput`: what a request carries, checked; the error names the field as MLflow's does. */
import type { z } from 'zod';
import { MlflowError } from './errors.ts';

export function parseInput<Input extends z.ZodType>(schema: Input, given: unknown, params: object): z.infer<Input> {
  const parsed = schema.safeParse({ ...fields(given), ...params });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new MlflowError('INVALID_PARAMETER_VALUE', `Invalid value for parameter '${field}' supplied: ${issue?.message ?? 'not understood'}`);
}

/** Some clients encode their JSON twice; null stands for a field that is not there. */
function fields(given: unknown): Record<string, unknown> {
  const value = typeof given === 'string' ? decoded(given) : given;
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new MlflowError('BAD_REQUEST', 'The body is not a JSON object.');
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MlflowError('BAD_REQUEST', 'The body is not a JSON object.', { cause });
  }
}
