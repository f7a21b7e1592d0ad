import { expect, it } from 'vitest';
import { readImportance, readPrediction, refusalOf } from './read-explain.ts';

const answered = { class: 'Adelie', method: 'trees', scale: 'probability', base: 0.3, value: 0.9, background: 100, seed: 0 };

it('reads why a row was answered as it was, without what is only rounding', () => {
  const contributions = [
    { column: 'bico', value: 39.1, contribution: 0.6, error: 0.01 },
    { column: 'ilha', value: 'Dream', contribution: -3e-17 },
  ];
  const read = readPrediction(JSON.stringify({ ...answered, contributions }));
  expect(read?.contributions).toEqual([
    { column: 'bico', value: 39.1, contribution: 0.6, error: 0.01 },
    { column: 'ilha', value: 'Dream', contribution: 0, error: 0 },
  ]);
});

it('puts what training counted in order', () => {
  const permutation = { metric: 'accuracy', baseline: 0.9, rows: 10, repeats: 5, columns: [] };
  expect(readImportance(JSON.stringify({ training: { a: 0.2, b: 0.8 }, permutation }))?.training).toEqual([
    ['b', 0.8],
    ['a', 0.2],
  ]);
  expect(readImportance(JSON.stringify({ training: null, permutation }))?.training).toBeNull();
});

it('tells a service that explains nothing from one that has nothing to compare with, and from a refusal', () => {
  expect(readPrediction('{"detail":"Not Found"}')).toBeNull();
  expect(readImportance('no')).toBeNull();
  expect(refusalOf({ status: 404, body: '{"error":{"code":"NOT_FOUND","message":"x"}}' })).toBe('none');
  expect(refusalOf({ status: 409, body: '{"error":{"code":"REFERENCE_NONE","message":"x"}}' })).toBe('reference');
  expect(refusalOf({ status: 422, body: '{"error":{"code":"FIELD_TYPE","message":"bico: número"}}' })).toEqual({ message: 'bico: número' });
});
