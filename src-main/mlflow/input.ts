/** `parseInput`: what a request carries, checked; the error names the field and shows what came, in MLflow's words. */
import type { z } from 'zod';
import { MlflowError } from './errors.ts';

export function parseInput<Input extends z.ZodType>(schema: Input, given: unknown, params: object): z.infer<Input> {
  const all = { ...fields(given), ...params };
  const parsed = schema.safeParse(all);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path ?? [];
  throw refusal(
    path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join(''),
    path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], all),
  );
}

/** What a field's value is refused with; without a value it is the field that is missed. */
export function refusal(field: string, value: unknown): MlflowError {
  const docs = 'See the API docs for more information about request parameters.';
  if (value === undefined || value === null || value === '') {
    return new MlflowError('INVALID_PARAMETER_VALUE', `Missing value for required parameter '${field}'. ${docs}`);
  }
  const shown = (JSON.stringify(value) ?? String(value)).slice(0, 500);
  return new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${shown} for parameter '${field}' supplied: Hint: Value was of type '${typeOf(value)}'. ${docs}`,
  );
}

/** As Python calls them, for those who read the answer. */
function typeOf(value: unknown): string {
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return Array.isArray(value) ? 'list' : 'dict';
}

/** Null stands for a field that is not there. */
function fields(given: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bodyOf(given)).filter(([, entry]) => entry !== null));
}

/** The fields of a body. Some clients encode their JSON twice. */
export function bodyOf(given: unknown): Record<string, unknown> {
  const value = typeof given === 'string' ? decoded(given) : given;
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new MlflowError('BAD_REQUEST', 'The body is not a JSON object.');
  return value as Record<string, unknown>;
}

export function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MlflowError('BAD_REQUEST', 'The body is not a JSON object.', { cause });
  }
}
