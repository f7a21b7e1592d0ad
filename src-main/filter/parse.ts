/** `parseFilter`: MLflow's search grammar, `clause (AND clause)*`, as typed clauses. Throws TRACKING_FILTER_INVALID. */
import type { Clause, Comparator, Test } from './clauses.ts';
import { filterError } from './error.ts';
import { bare, type Field, fieldOf, mlflowWord } from './field.ts';
import { readList } from './list.ts';
import type { Subject } from './subjects.ts';
import { type Token, tokenize } from './tokens.ts';

const numeric = ['=', '!=', '>', '>=', '<', '<='];
const textual = ['=', '!=', 'LIKE', 'ILIKE'];
const listed = ['IN', 'NOT IN'];
const presence = ['IS NULL', 'IS NOT NULL'];
/** More than anybody writes, and less than what SQLite joins. */
const maxClauses = 200;
/** SQLite refuses patterns of more than 50,000 bytes. */
const maxPattern = 10_000;

export function parseFilter(text: string | undefined | null, subject: Subject): Clause[] {
  const tokens = new Tokens(tokenize(text ?? ''));
  const clauses: Clause[] = [];
  if (tokens.peek().kind === 'end') return clauses;
  for (;;) {
    clauses.push(clause(tokens, subject));
    if (clauses.length > maxClauses) throw filterError(`A filter has at most ${maxClauses} clauses.`, tokens.peek().at, `@at-most ${maxClauses}`);
    const next = tokens.take();
    if (next.kind === 'end') return clauses;
    if (!isWord(next, 'AND')) throw invalidClause(next, '@filter-and');
  }
}

class Tokens {
  readonly #all: readonly Token[];
  #next = 0;

  constructor(all: readonly Token[]) {
    this.#all = all;
  }

  peek(): Token {
    return this.#all[this.#next]!;
  }

  /** Stays at the end. */
  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#next++;
    return token;
  }
}

function clause(tokens: Tokens, subject: Subject): Clause {
  const name = tokens.take();
  if (name.kind !== 'name' && name.kind !== 'double') throw invalidClause(name, '@filter-name');
  const field = fieldOf(subject, name.text, name.at);
  const { operator, at } = operatorOf(tokens);
  const allowed = operatorsOf(field, subject);
  if (!allowed.includes(operator)) throw wrongOperator(operator, at, allowed, field);
  return { kind: field.kind, key: field.key, test: test(tokens, field, operator, subject) };
}

/** Of one word or symbol, or of two or three words: NOT IN, IS NULL, IS NOT NULL. */
function operatorOf(tokens: Tokens): { operator: string; at: number } {
  const first = tokens.take();
  if (first.kind === 'operator') return { operator: first.text, at: first.at };
  if (first.kind !== 'name') throw invalidClause(first, '@filter-operator');
  const words = [first.text.toUpperCase()];
  if (words[0] === 'NOT' || words[0] === 'IS') words.push(tokens.take().text.toUpperCase());
  if (words[0] === 'IS' && words[1] === 'NOT') words.push(tokens.take().text.toUpperCase());
  const operator = words.join(' ');
  if (![...textual, ...listed, ...presence].includes(operator)) throw invalidClause(first, '@filter-operator');
  return { operator, at: first.at };
}

function operatorsOf({ kind, attribute }: Field, subject: Subject): string[] {
  const base = kind === 'metric' || attribute?.type === 'number' ? numeric : attribute?.nominal ? ['=', '!='] : textual;
  return [...base, ...(attribute?.list ? listed : []), ...(subject.presence.includes(kind) ? presence : [])];
}

function wrongOperator(operator: string, at: number, allowed: readonly string[], { kind, key }: Field): Error {
  const expected = `@one-of ${allowed.join(' ')}`;
  if (presence.includes(operator))
    return filterError(`IS NULL / IS NOT NULL is only supported for tags and params, not for '${mlflowWord(kind)}' '${key}'`, at, expected);
  return filterError(`Invalid comparator '${operator}' not one of '{${allowed.map((one) => `'${one}'`).join(', ')}}'`, at, expected);
}

function test(tokens: Tokens, field: Field, operator: string, subject: Subject): Test {
  if (operator === 'IS NULL' || operator === 'IS NOT NULL') return { operator, value: null };
  const value = tokens.take();
  if (operator === 'IN' || operator === 'NOT IN') return { operator, value: readList(value, () => tokens.take()) };
  if (field.kind === 'metric' || field.attribute?.type === 'number') return { operator: operator as Comparator, value: numberOf(value, field) };
  const text = textOf(value, field, subject);
  if (operator.endsWith('LIKE') && text.length > maxPattern)
    throw filterError(`A pattern has at most ${maxPattern} characters.`, value.at, `@at-most ${maxPattern}`);
  return { operator: operator as '=' | '!=' | 'LIKE' | 'ILIKE', value: text };
}

function numberOf(token: Token, { kind, key }: Field): number {
  if (token.kind === 'number') return Number(token.text);
  if (token.kind === 'end' || isWord(token, 'AND')) throw incomplete(token, '@number');
  const what = kind === 'metric' ? 'metric' : `numeric attribute: ${key}`;
  throw filterError(`Expected numeric value type for ${what}. Found ${token.text}`, token.at, '@number');
}

function textOf(token: Token, { kind }: Field, subject: Subject): string {
  if (token.kind === 'single') return token.text.slice(1, -1);
  if (token.kind === 'double') return bare(token.text);
  if (token.kind === 'number' && subject.bareText) return token.text;
  if (token.kind === 'end' || isWord(token, 'AND')) throw incomplete(token, '@filter-text');
  if (token.kind === 'name')
    throw filterError(
      `Parameter value is either not quoted or unidentified quote types used for string value ${token.text}. Use either single or double quotes.`,
      token.at,
      '@filter-text',
    );
  const what = {
    param: "parameter (e.g. 'my-value')",
    tag: "tag (e.g. 'my-value')",
    attribute: 'attributes',
    dataset: 'dataset attributes',
  } as const;
  throw filterError(`Expected a quoted string value for ${what[kind as keyof typeof what]}. Got value ${token.text}`, token.at, '@filter-text');
}

function isWord(token: Token, word: string): boolean {
  return token.kind === 'name' && token.text.toUpperCase() === word;
}

function incomplete(token: Token, expected: string): Error {
  return filterError(`Invalid clause(s) in filter string: it ends before a value${token.text && `, at '${token.text}'`}`, token.at, expected);
}

function invalidClause(token: Token, expected: string): Error {
  return filterError(`Invalid clause(s) in filter string: '${token.text}'`, token.at, expected);
}
