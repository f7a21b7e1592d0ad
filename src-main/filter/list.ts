/** `readList`: ('a', "b") after IN. Inside it MLflow reads Python, so a backslash escapes. */
import { filterError } from './error.ts';
import type { Token } from './tokens.ts';

const illFormed = 'While parsing a list in the query, expected a non-empty list of string values, but got';

export function readList(open: Token, take: () => Token): string[] {
  if (open.kind !== 'open') throw filterError(`${illFormed} ill-formed list.`, open.at, '@filter-list');
  const values: string[] = [];
  for (;;) {
    const item = take();
    // Python allows a comma before the end.
    if (item.kind === 'close' && values.length > 0) return values;
    values.push(itemOf(item));
    const after = take();
    if (after.kind === 'close') return values;
    if (after.kind !== 'comma') throw filterError(`${illFormed} ill-formed list.`, after.at, '@filter-list');
  }
}

function itemOf({ kind, text, at }: Token): string {
  if (kind === 'single' || kind === 'double') return text.slice(1, -1).replaceAll(/\\(['"\\])/g, '$1');
  if (kind === 'close') throw filterError(`${illFormed} empty list`, at, '@filter-list');
  if (kind === 'number')
    throw filterError(
      `While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: ${text}`,
      at,
      '@filter-list',
    );
  throw filterError(`${illFormed} ill-formed list.`, at, '@filter-list');
}
