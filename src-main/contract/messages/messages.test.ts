import { expect, it } from 'vitest';
import { type ErrorCode, errorTable } from '../errors.ts';
import { en } from './en.ts';
import { explain } from './index.ts';
import { ptBR } from './pt-br.ts';

const codes = Object.keys(errorTable) as ErrorCode[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

it.each(codes)('%s has words in both languages, with the same places to fill', (code) => {
  const [pt, other] = [ptBR[code], en[code]];
  expect(pt.what && pt.fix && other.what && other.fix).toBeTruthy();
  expect([...new Set(places(pt.what + pt.fix))]).toEqual([...new Set(places(other.what + other.fix))]);
});

it('does not end a sentence twice that was ended by whom it quotes', () => {
  const what = (detail: string) => explain('ENDPOINT_NOT_READY', { name: 'p', detail }, 'en').what;
  expect(what('exit 1 · The model is missing.')).toBe('Endpoint p did not answer as it should: exit 1 · The model is missing.');
  expect(what('exit 1')).toBe('Endpoint p did not answer as it should: exit 1.');
});

it('fills the places from the data and shows a dash for what is not known', () => {
  expect(explain('PARAM_UNKNOWN', { pipeline: 'p', name: 'x' }, 'pt-BR')).toEqual({
    what: 'O pipeline p não tem o parâmetro x.',
    fix: 'Os parâmetros são: —.',
  });
});
