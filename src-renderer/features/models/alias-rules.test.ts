import { expect, it } from 'vitest';
import { aliasProblem } from './alias-rules.ts';

it('takes words, digits, dashes and underscores', () => {
  for (const alias of ['champion', 'em-teste_2', 'latest-2']) expect(aliasProblem(alias)).toBeNull();
});

it('keeps names that mean a version', () => {
  for (const alias of ['latest', 'Latest', 'v3', 'V3']) expect(aliasProblem(alias)).toBe('reserved');
});

it('refuses what an address could not hold', () => {
  for (const alias of ['campeão', 'a b', 'a@b', 'a/b', 'a'.repeat(256)]) expect(aliasProblem(alias)).toBe('characters');
});
