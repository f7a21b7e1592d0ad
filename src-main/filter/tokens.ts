/** `tokenize`: a filter as names, numbers, quoted texts, operators and punctuation. Nothing is unescaped: MLflow takes what stands between the quotes as it is. */
import { filterError } from './error.ts';

export type TokenKind = 'name' | 'number' | 'single' | 'double' | 'operator' | 'open' | 'close' | 'comma' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written, quotes included. */
  readonly text: string;
  /** Characters before it. */
  readonly at: number;
}

const space = /\s*/y;
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  // A name is a path: `metrics.loss`, tags.mlflow.user, params.`learning rate`, params."learning rate".
  ['name', /(?:[\p{L}_][\p{L}\p{M}\p{N}_]*|`[^`]*`)(?:\.(?:[\p{L}\p{M}\p{N}_]+|`[^`]*`|"[^"]*"))*/uy],
  ['number', /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\p{L}_])/uy],
  ['operator', /[<>=!~]+/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['comma', /,/y],
];

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
    if (at >= text.length) break;
    const token = quoted(text, at) ?? plain(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function plain(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found) return { kind, text: found, at };
  }
  throw filterError(`Invalid clause(s) in filter string: '${text.slice(at, at + 40)}'`, at, '@filter-character');
}

function quoted(text: string, at: number): Token | null {
  const quote = text[at];
  if (quote !== "'" && quote !== '"') return null;
  // A backslash guards a quote only where the text ends all the same: 'C:\' is a text.
  const end = closing(text, at, quote, true) ?? closing(text, at, quote, false);
  if (end === null) throw filterError(`Invalid clause(s) in filter string: '${text.slice(at, at + 40)}'`, at, `@filter-unclosed ${quote}`);
  return { kind: quote === "'" ? 'single' : 'double', text: text.slice(at, end), at };
}

/** Past the quote that ends what begins at `at`; a doubled quote does not. */
function closing(text: string, at: number, quote: string, guarded: boolean): number | null {
  for (let i = at + 1; i < text.length; i++) {
    if (guarded && text[i] === '\\' && text[i + 1] === quote) i++;
    else if (text[i] === quote) {
      if (text[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return null;
}
