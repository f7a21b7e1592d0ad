/** `sayExpectation`, `sayResult`: an expectation, and what a table answered, as sentences. The rules are in expectation-words.ts. */
import type { Expectation, ExpectationResult } from '../expectations.ts';
import type { Cell } from '../tables.ts';
import { type ExpectationWords, expectationWords } from './expectation-words.ts';
import type { Locale } from './index.ts';

/** `a coluna atraso fica entre 0 e 600`. */
export function sayExpectation(asked: Expectation, locale: Locale): string {
  const words = expectationWords[locale];
  const fill: Record<string, string> = {
    column: asked.column ?? '—',
    a: asked.column_A ?? '—',
    b: asked.column_B ?? '—',
    columns: (asked.column_list ?? asked.column_set ?? []).join(', '),
    range: rangeText(asked, words, locale),
    values: list([...(asked.value_set ?? [])], locale),
    pattern: asked.regex ?? asked.like_pattern ?? asked.strftime_format ?? '—',
    number: numberText(asked.value ?? asked.sum_total ?? asked.threshold ?? asked.column_index ?? 0, locale),
    type: asked.type_ ?? (asked.type_list ?? []).join(', '),
    quantiles: (asked.quantile_ranges?.quantiles ?? []).map((q) => numberText(q, locale)).join('; '),
  };
  return words.rules[asked.type].replaceAll(/\{(\w+)\}/g, (_, place: string) => fill[place] ?? '—');
}

/** The rule, and in what the table differs from it: `a coluna atraso tem 3,2 % de vazios; o limite é 1 %`. */
export function sayResult(result: ExpectationResult, locale: Locale): string {
  const { expectation, problem, judged, unexpected, observed, columns } = result;
  const words = expectationWords[locale];
  if (problem) return words.problems[problem.kind].replace('{detail}', problem.detail);
  const rule = sayExpectation(expectation, locale);
  if (columns.length > 0 && unexpected === 0) return rule;
  if (columns.length === 0)
    return observed === null ? rule : words.observed.replace('{rule}', rule).replace('{observed}', cellText(observed, locale));
  const found = percent(judged === 0 ? 0 : unexpected / judged, locale);
  const limit = percent(1 - (expectation.mostly ?? 1), locale);
  const sentence = expectation.type === 'expect_column_values_to_not_be_null' ? words.missing : words.unexpected;
  return sentence
    .replace('{rule}', rule)
    .replace('{column}', expectation.column ?? '—')
    .replace('{found}', found)
    .replace('{limit}', limit)
    .replace('{count}', numberText(unexpected, locale));
}

function rangeText({ min_value: min, max_value: max, strict_min, strict_max }: Expectation, words: ExpectationWords, locale: Locale): string {
  const low = min === undefined || min === null ? null : cellText(min, locale);
  const high = max === undefined || max === null ? null : cellText(max, locale);
  if (low !== null && high !== null && !strict_min && !strict_max) return words.between.replace('{low}', low).replace('{high}', high);
  const parts = [low === null ? '' : `${strict_min ? '>' : '≥'} ${low}`, high === null ? '' : `${strict_max ? '<' : '≤'} ${high}`];
  return parts.filter(Boolean).join(words.and) || words.anything;
}

function cellText(value: Cell | readonly Cell[], locale: Locale): string {
  if (Array.isArray(value)) return list(value, locale);
  return typeof value === 'number' ? numberText(value, locale) : String(value);
}

function list(values: readonly Cell[], locale: Locale): string {
  const shown = values.slice(0, 6).map((value) => cellText(value, locale));
  return values.length === 0 ? '—' : shown.join(', ') + (values.length > shown.length ? ', …' : '');
}

function numberText(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 }).format(value);
}

function percent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 }).format(Math.max(0, Number(share.toFixed(12))));
}
