import { expect, test } from 'vitest';
import { type ExpectationResult, expectationType } from '../expectations.ts';
import { expectationWords } from './expectation-words.ts';
import { sayExpectation, sayResult } from './expectations.ts';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test.each(expectationType.options)('%s has a sentence in both languages, with the same places to fill', (type) => {
  expect(places(expectationWords['pt-BR'].rules[type])).toEqual(places(expectationWords.en.rules[type]));
  const said = sayExpectation(
    {
      type,
      column: 'c',
      column_A: 'a',
      column_B: 'b',
      column_list: ['c'],
      column_set: ['c'],
      value_set: [1],
      regex: 'r',
      value: 1,
      type_: 't',
      severity: 'info',
    },
    'pt-BR',
  );
  expect(said).not.toMatch(/[{}]|undefined/);
});

const result = (over: Partial<ExpectationResult>): ExpectationResult => ({
  expectation: { type: 'expect_column_values_to_not_be_null', column: 'atraso', mostly: 0.99, severity: 'critical' },
  success: false,
  problem: null,
  observed: null,
  judged: 1000,
  missing: 0,
  unexpected: 32,
  columns: ['atraso'],
  examples: [],
  ...over,
});

test('a result says what was found and what the limit is', () => {
  expect(sayResult(result({}), 'pt-BR')).toBe('a coluna atraso tem 3,2% de vazios; o limite é 1%');
  expect(sayResult(result({}), 'en')).toBe('column atraso has 3.2% missing values; the limit is 1%');
  const range = { type: 'expect_column_values_to_be_between', column: 'x', min_value: 0, max_value: 1500.5, severity: 'critical' } as const;
  expect(sayResult(result({ expectation: range }), 'pt-BR')).toBe(
    'os valores de x ficam entre 0 e 1.500,5: 3,2% das linhas não cumprem (32); o limite é 0%',
  );
  expect(sayResult(result({ unexpected: 0 }), 'pt-BR')).toBe('a coluna atraso não tem vazios');
  expect(sayResult(result({ problem: { kind: 'no-column', detail: 'atrazo' } }), 'pt-BR')).toBe('não há coluna atrazo');
  const mean = { type: 'expect_column_mean_to_be_between', column: 'x', min_value: 1, strict_min: true, severity: 'critical' } as const;
  expect(sayResult(result({ expectation: mean, columns: [], observed: 0.5 }), 'pt-BR')).toBe('a média de x fica > 1; encontrado: 0,5');
});
