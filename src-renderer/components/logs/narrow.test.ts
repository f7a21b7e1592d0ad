import { expect, test } from 'vitest';
import { atLeast, patternOf, pieces } from './narrow.ts';

const asked = { text: '', regex: false, matchCase: false };

test('what was found stands apart, whole and in order', () => {
  const parts = pieces('Erro: erro de rede', patternOf({ ...asked, text: 'erro' }));
  expect(parts.filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(['Erro', 'erro']);
  expect(parts.map(({ text }) => text).join('')).toBe('Erro: erro de rede');
});

test('a text is no pattern, a pattern that is none marks nothing, and one that finds nothing ends', () => {
  expect(pieces('a.b axb', patternOf({ ...asked, text: 'a.b' })).filter(({ isFound }) => isFound)).toHaveLength(1);
  expect(patternOf({ ...asked, text: '(', regex: true })).toBeNull();
  expect(pieces('abc', patternOf({ ...asked, text: 'x*', regex: true })).map(({ text }) => text)).toEqual(['abc']);
});

test('a level brings the graver ones along', () => {
  expect(atLeast('warn')).toEqual(['warn', 'error']);
});
