/** `check`: a value against a zod schema, where the first thing wrong becomes an expectation at a place of the document. */
import type { z } from 'zod';
import type { FieldPath, SpecDocument } from './document.ts';
import { nearest } from './nearest.ts';

export function check<T extends z.ZodType>(
  schema: T,
  value: unknown,
  document: SpecDocument,
  at: FieldPath,
  known: readonly string[] = [],
): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  // A name that is not known explains a missing one better than the other way round.
  const issue = result.error.issues.find((each) => each.code === 'unrecognized_keys') ?? result.error.issues[0]!;
  const path = [...at, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0]!;
    throw document.invalid([...path, name], unknownField(name, keysAt(schema, issue.path) ?? known), true);
  }
  throw document.invalid(path, expectationOf(issue), issue.code === 'invalid_key');
}

export function unknownField(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant ? `@unknown-field ${meant}` : `@unknown-field-known ${known.join(', ')}`;
}

function expectationOf(issue: z.core.$ZodIssue): string {
  if ('input' in issue && issue.input === undefined) return '@required';
  if (issue.code === 'invalid_key') return expectationOf(issue.issues[0]!);
  if (issue.message.startsWith('@')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `@${kinds[issue.expected] ?? 'scalar'}`;
    case 'invalid_value':
      return `@one-of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'array' ? '@not-empty' : `@at-least ${issue.minimum}`;
    case 'too_big':
      return `@at-most ${issue.maximum}`;
    default:
      return '@scalar';
  }
}

const kinds: Record<string, string> = {
  string: 'string',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
  record: 'map',
};

/** Names of the fields of the object that stands at `path` inside a schema. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] | null {
  let current: unknown = schema;
  for (const part of path) {
    current = unwrap(current);
    const { shape, element, valueType } = current as { shape?: Record<PropertyKey, unknown>; element?: unknown; valueType?: unknown };
    current = shape?.[part] ?? element ?? valueType;
  }
  const { shape } = (unwrap(current) ?? {}) as { shape?: Record<string, unknown> };
  return shape ? Object.keys(shape) : null;
}

function unwrap(schema: unknown): unknown {
  let current = schema;
  while (current && typeof current === 'object' && 'unwrap' in current && typeof current.unwrap === 'function' && !('element' in current))
    current = current.unwrap();
  return current;
}
