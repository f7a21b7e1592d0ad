import { expect, it } from 'vitest';
import { filterOf } from './models-filter.ts';

it('asks nothing when nothing is written', () => {
  expect(filterOf({ name: ' ', tag: '' })).toBeUndefined();
});

it('asks for a part of the name and for a tag, with or without a value', () => {
  expect(filterOf({ name: 'atraso', tag: 'equipe=dados' })).toBe("name ILIKE '%atraso%' AND tags.`equipe` = 'dados'");
  expect(filterOf({ name: '', tag: 'minha equipe' })).toBe("tags.`minha equipe` ILIKE '%'");
});

it('keeps quotes of the text from ending it', () => {
  expect(filterOf({ name: "d'água", tag: '' })).toBe(`name ILIKE "%d'água%"`);
  expect(filterOf({ name: `a'b"c`, tag: '' })).toBe(`name ILIKE '%a_b"c%'`);
});
