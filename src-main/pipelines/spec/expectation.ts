/** `check`: a value against a zod schema, where each thing wrong becomes an expectation at a place of the document. */
import type { z } from 'zod';
import type { BancadaError } from '../../contract/errors.ts';
import { severalFaults } from '../../contract/faults.ts';
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
  throw severalFaults(told(result.error.issues).flatMap((issue) => faultsOf(issue, schema, document, at, known)));
}

/** A name that is not known explains one that is missing beside it better than the other way round. */
function told(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const mistyped = new Set(issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('\0')));
  return issues.filter((issue) => issue.code === 'unrecognized_keys' || !isMissing(issue) || !mistyped.has(issue.path.slice(0, -1).join('\0')));
}

function faultsOf(issue: z.core.$ZodIssue, schema: z.ZodType, document: SpecDocument, at: FieldPath, known: readonly string[]): BancadaError[] {
  const path = [...at, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code !== 'unrecognized_keys') return [document.invalid(path, expectationOf(issue), issue.code === 'invalid_key')];
  const fields = keysAt(schema, issue.path) ?? known;
  return issue.keys.map((name) => document.invalid([...path, name], unknownField(name, fields), true));
}

export function unknownField(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant ? `@unknown-field ${meant}` : `@unknown-field-known ${known.join(', ')}`;
}

function expectationOf(issue: z.core.$ZodIssue): string {
  if (isMissing(issue)) return '@required';
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

const isMissing = (issue: z.core.$ZodIssue) => 'input' in issue && issue.input === undefined;

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
