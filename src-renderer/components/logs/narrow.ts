/** What a person asks of a log, and the pattern that marks it in a line. */
import type { LogLevel } from '#contract';

export interface Narrowed {
  text: string;
  regex: boolean;
  matchCase: boolean;
  /** Empty: every step. */
  step: string;
  /** This one and graver ones. */
  level: LogLevel;
  onlyFound: boolean;
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export function atLeast(level: LogLevel): LogLevel[] {
  return levels.slice(levels.indexOf(level));
}

/** Null where there is nothing to mark, or the pattern is not one. */
export function patternOf({ text, regex, matchCase }: Pick<Narrowed, 'text' | 'regex' | 'matchCase'>): RegExp | null {
  if (text === '') return null;
  try {
    return new RegExp(regex ? text : text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), matchCase ? 'g' : 'gi');
  } catch {
    return null;
  }
}

/** A line in pieces, those that were found apart. Long lines are not searched to their end: they are not shown to it either. */
export function pieces(text: string, pattern: RegExp | null): { text: string; isFound: boolean }[] {
  if (!pattern) return [{ text, isFound: false }];
  const parts: { text: string; isFound: boolean }[] = [];
  let from = 0;
  for (const match of text.slice(0, longest).matchAll(pattern)) {
    if (match[0] === '') continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isFound: false });
    parts.push({ text: match[0], isFound: true });
    from = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(from), isFound: false }];
}

const longest = 2000;
