/**
 * A filter as the conditions that a form shows, and back to the text. The core reads the grammar in full and says what is wrong with it;
 * here it is enough to know whether the form can show a text. Pure.
 */
import { type Field, isNumeric, readField, writeField } from './field.ts';

export interface Clause {
  field: Field;
  operator: string;
  /** Of a list each; none for IS NULL. */
  values: string[];
}

const space = /\s*/y;
const name = /(?:[\p{L}_][\p{L}\p{N}_]*|`[^`]*`)(?:\.(?:[\p{L}\p{N}_]+|`[^`]*`|"[^"]*"))*/uy;
const operator = />=|<=|!=|=|>|<|not\s+in\b|in\b|i?like\b|is\s+not\s+null\b|is\s+null\b/iy;
const scalar = /'([^']*)'|"([^"]*)"|(-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)/y;
const list = /\(\s*((?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*)\s*\)/y;
const and = /and\b/iy;

/** Null when the text is not (yet) a whole filter. */
export function readClauses(text: string): Clause[] | null {
  let at = 0;
  const take = (pattern: RegExp) => {
    space.lastIndex = at;
    at += space.exec(text)?.[0].length ?? 0;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };
  const clauses: Clause[] = [];
  if (text.trim() === '') return clauses;
  for (;;) {
    const field = readField(take(name)?.[0] ?? '');
    const sign = take(operator)?.[0].toUpperCase().replaceAll(/\s+/g, ' ');
    if (!field || !sign) return null;
    const values = valuesAfter(sign, take);
    if (!values) return null;
    clauses.push({ field, operator: sign, values });
    if (text.slice(at).trim() === '') return clauses;
    if (!take(and)) return null;
  }
}

function valuesAfter(sign: string, take: (pattern: RegExp) => RegExpExecArray | null): string[] | null {
  if (sign.startsWith('IS')) return [];
  if (sign.endsWith('IN')) {
    const inside = take(list)?.[1];
    return inside === undefined ? null : [...inside.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? '');
  }
  const found = take(scalar);
  return found ? [found[1] ?? found[2] ?? found[3] ?? ''] : null;
}

export function writeClauses(clauses: readonly Clause[]): string {
  return clauses.map(writeClause).join(' AND ');
}

export function writeClause({ field, operator: sign, values }: Clause): string {
  const start = `${writeField(field)} ${sign}`;
  if (sign.startsWith('IS')) return start;
  if (sign.endsWith('IN')) return `${start} (${values.map(quoted).join(', ')})`;
  const value = values[0] ?? '';
  return `${start} ${isNumeric(field) ? value.replace(',', '.') : quoted(value)}`;
}

/** Nothing is unescaped in the grammar: a text with one kind of quote stands between the other. */
export function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

/** Both hold. */
export function both(...filters: string[]): string {
  return filters
    .map((filter) => filter.trim())
    .filter((filter) => filter !== '')
    .join(' AND ');
}
