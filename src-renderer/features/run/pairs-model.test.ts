import { expect, it } from 'vitest';
import { isLong, matching } from './pairs-model.ts';

const pair = (key: string, exact: string) => ({ key, exact, shown: exact });

it('finds by the name or the value, without accents, every word', () => {
  const pairs = [pair('taxa_aprendizado', '0.1'), pair('otimizador', 'Adam com precisão')];
  expect(matching(pairs, 'PRECISAO adam').map(({ key }) => key)).toEqual(['otimizador']);
  expect(matching(pairs, 'taxa 0.1').map(({ key }) => key)).toEqual(['taxa_aprendizado']);
  expect(matching(pairs, ' ')).toBe(pairs);
});

it('folds what does not fit a line', () => {
  expect(isLong('x'.repeat(161))).toBe(true);
  expect(isLong('duas\nlinhas')).toBe(true);
  expect(isLong('0.1')).toBe(false);
});
