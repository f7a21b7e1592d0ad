/** `validRow`, `validRows`: requests against the signature. What passes has exactly its columns; what does not is answered 422, naming the field. */
import type { Field, Row, Value } from '../sdk/types.ts';
import { RequestError } from './request-error.ts';

const MAX_ROWS = 10_000;

export function validRows(body: unknown, signature: readonly Field[]): Row[] {
  if (!Array.isArray(body)) throw new RequestError(422, 'BODY_SHAPE', { expected: '[{…}, …]' });
  checkRowCount(body.length);
  return body.map((row: unknown, index) => validRow(row, signature, index));
}

export function checkRowCount(rows: number): void {
  if (rows > MAX_ROWS) throw new RequestError(413, 'ROWS_MANY', { rows, limit: MAX_ROWS });
}

export function validRow(body: unknown, signature: readonly Field[], index?: number): Row {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RequestError(422, 'BODY_SHAPE', { expected: `{ ${signature.map(({ name }) => name).join(', ')} }`, row: index });
  }
  const given = body as Record<string, unknown>;
  const row: Row = {};
  for (const field of signature) row[field.name] = validValue(Object.hasOwn(given, field.name) ? given[field.name] : null, field, index);
  return row;
}

/** Rows that were made here and have none but the signature's columns: checked where they are. */
export function checkedRows(rows: readonly Record<string, unknown>[], signature: readonly Field[]): Row[] {
  checkRowCount(rows.length);
  rows.forEach((row, index) => {
    for (const field of signature) row[field.name] = validValue(Object.hasOwn(row, field.name) ? row[field.name] : null, field, index);
  });
  return rows as Row[];
}

function validValue(value: unknown, field: Field, row: number | undefined): Value {
  if (value === null || value === undefined) {
    if (field.optional) return null;
    throw refusal('FIELD_MISSING', value, field, row);
  }
  if (!hasType(value, field.type)) throw refusal('FIELD_TYPE', value, field, row, { expected: field.type });
  if (typeof value === 'number' && (value < (field.min ?? value) || value > (field.max ?? value))) {
    throw refusal('FIELD_RANGE', value, field, row, { min: field.min ?? '-∞', max: field.max ?? '∞' });
  }
  if (field.choices && !field.choices.includes(String(value)))
    throw refusal('FIELD_CHOICE', value, field, row, { choices: field.choices.join(', ') });
  return value;
}

function refusal(
  code: 'FIELD_MISSING' | 'FIELD_TYPE' | 'FIELD_RANGE' | 'FIELD_CHOICE',
  value: unknown,
  { name }: Field,
  row: number | undefined,
  data: Record<string, unknown> = {},
): RequestError {
  return new RequestError(422, code, { field: name, row, value: shown(value), ...data });
}

function hasType(value: unknown, type: Field['type']): value is Value {
  if (type === 'double') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'long') return Number.isSafeInteger(value);
  return typeof value === type;
}

/** A value as a message shows it; what is nested may be deeper than any stack. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
