/**
 * `condition`: a test as SQL over one expression, with everything that a person wrote as a bound parameter.
 * LIKE minds case and ILIKE does not, for ASCII, as in MLflow over SQLite: GLOB is SQLite's case-sensitive match, LIKE its insensitive one.
 */
import type { Test } from './clauses.ts';

export interface Sql {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/** `expression` is ours, never a person's. Null never matches, except IS NULL. */
export function condition(expression: string, { operator, value }: Test): Sql {
  switch (operator) {
    case 'LIKE':
      return { sql: `${expression} GLOB ?`, params: [globOf(value)] };
    case 'ILIKE':
      return { sql: `${expression} LIKE ?`, params: [value] };
    case 'IN':
    case 'NOT IN':
      return { sql: `${expression} ${operator} (SELECT value FROM json_each(?))`, params: [JSON.stringify(value)] };
    case 'IS NULL':
    case 'IS NOT NULL':
      return { sql: `${expression} ${operator}`, params: [] };
    default:
      return { sql: `${expression} ${operator} ?`, params: [value] };
  }
}

/** LIKE's % and _ are GLOB's * and ?; GLOB's own signs stand for themselves inside brackets. */
function globOf(pattern: string): string {
  return pattern.replaceAll(/[*?[]/g, '[$&]').replaceAll('%', '*').replaceAll('_', '?');
}
