import { expect, test } from 'vitest';
import { compare } from './compare.ts';

const rows = (n: number, answer: (i: number) => string) => Array.from({ length: n }, (_, i) => answer(i));

test('the chance of winning so many of the rows in which the two differ, as a coin would', () => {
  // Ten rows in which only one is right: nine for the challenger. (10 + 1) / 2^10.
  const truth = rows(30, () => 'sim');
  const champion = rows(30, (i) => (i < 21 ? 'sim' : 'nao'));
  const challenger = rows(30, (i) => (i === 0 ? 'nao' : 'sim'));
  const found = compare(truth, champion, challenger, 0.05);
  expect(found).toMatchObject({ rows: 30, onlyChampion: 1, onlyChallenger: 9, better: true });
  expect(found.p).toBeCloseTo(11 / 1024, 12);
  expect(found.champion).toBeCloseTo(0.7, 12);
});

test('more right answers are not enough where chance gives as many', () => {
  const truth = rows(30, () => 'sim');
  const found = compare(
    truth,
    rows(30, (i) => (i < 20 ? 'sim' : 'nao')),
    rows(30, (i) => (i >= 8 ? 'sim' : 'nao')),
    0.05,
  );
  expect(found.challenger).toBeGreaterThan(found.champion);
  expect(found).toMatchObject({ onlyChampion: 8, onlyChallenger: 10, better: false });
});

test('two that answer alike differ in nothing, and nobody takes over', () => {
  const truth = rows(5, () => 'a');
  expect(compare(truth, truth, truth, 0.5)).toMatchObject({ p: 1, better: false });
});

test('of equals, one in twenty takes over at most', () => {
  let state = 7;
  const coin = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 31 === 1 ? 'a' : 'b';
  };
  let taken = 0;
  for (let exam = 0; exam < 2000; exam++) taken += Number(compare(rows(40, coin), rows(40, coin), rows(40, coin), 0.05).better);
  expect(taken).toBeLessThanOrEqual(120);
  expect(taken).toBeGreaterThan(10);
});
