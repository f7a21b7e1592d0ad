import { expect, it } from 'vitest';
import { placeOf } from './place.ts';

it('reads a file and a line from the address', () => {
  expect(placeOf('passos%2Ftreino.ts:42')).toEqual({ file: 'passos/treino.ts', line: 42 });
  expect(placeOf('monolito.ts')).toEqual({ file: 'monolito.ts', line: null });
});

it('finds nothing where nothing is named', () => {
  expect(placeOf(undefined)).toBeNull();
});
