import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { CapturedRequest, Endpoint } from '../../contract/serving.ts';
import { interval } from './performance.ts';
import { createTruths } from './truths.ts';

/** The capture of an endpoint, as serving reads it. */
let capture: CapturedRequest[];
let now: number;
let bench: ReturnType<typeof openTestCore>;
const serving = {
  get(name: string) {
    if (name !== 'casas') throw new BancadaError('ENDPOINT_NOT_FOUND', { name });
    return { name } as Endpoint;
  },
  captured: (_: string, after: number, maxBytes = Number.POSITIVE_INFINITY) => {
    const requests = capture.slice(after, after + Math.min(3, maxBytes));
    return { requests, next: after + requests.length };
  },
};
const asked = (id: string, label: string | null, at = now): CapturedRequest => ({
  ...{ id, at, route: '/predict', status: label === null ? 422 : 200, ms: 1, row: { x: 1 }, label, probabilities: null, error: null },
});

beforeEach(() => {
  now = 1_000_000;
  capture = [];
  bench = openTestCore({ now: () => now }, 'memory');
});
afterEach(() => bench.dispose());

test('a truth that comes later is joined by the id of its request, once, whatever the order', async () => {
  const truths = createTruths(bench.core, serving);
  capture = [asked('a', 'sim'), asked('b', 'nao'), asked('c', null), asked('d', 'sim')];
  expect(
    await truths.tell('casas', [
      { id: 'd', label: 'nao' },
      { id: 'e', label: 'sim' },
    ]),
  ).toBe(2);
  now += 1000;
  capture.push(asked('e', 'sim'));
  expect(
    await truths.tell('casas', [
      { id: 'a', label: 'sim' },
      { id: 'd', label: 'sim' },
    ]),
  ).toBe(1);
  const found = truths.labelled('casas', now, 10);
  expect(found.map(({ id, predicted, truth }) => [id, predicted, truth])).toEqual([
    ['a', 'sim', 'sim'],
    ['d', 'sim', 'nao'],
    ['e', 'sim', 'sim'],
  ]);
  expect(truths.accuracy('casas', 0, 10)).toEqual({ share: 2 / 3, labels: 3 });
  expect(truths.performance('casas', 60_000, 5).waiting).toBe(1);
});

test('what had not arrived by a moment does not exist at that moment', async () => {
  const truths = createTruths(bench.core, serving);
  capture = [asked('a', 'sim'), asked('b', 'sim')];
  await truths.tell('casas', [{ id: 'a', label: 'sim' }]);
  const then = now;
  now += 5000;
  await truths.tell('casas', [{ id: 'b', label: 'nao' }]);
  expect(truths.labelled('casas', then, 10).map(({ id }) => id)).toEqual(['a']);
  expect(truths.arrivedSince('casas', then)).toBe(1);
});

test('the rows of one batch are told apart by their places', async () => {
  const truths = createTruths(bench.core, serving);
  capture = [asked('lote', 'sim'), asked('lote', 'nao'), asked('outro', 'nao')];
  await truths.tell('casas', [
    { id: 'lote', label: 'sim' },
    { id: 'lote:1', label: 'sim' },
  ]);
  expect(truths.labelled('casas', now, 10).map(({ predicted }) => predicted)).toEqual(['sim', 'nao']);
});

test('an endpoint that nobody asks about keeps nothing, and one that does not exist is told', async () => {
  const truths = createTruths(bench.core, serving);
  capture = [asked('a', 'sim')];
  await truths.refresh('casas');
  expect(bench.core.storage.db.prepare('SELECT count(*) AS n FROM predictions').get()).toEqual({ n: 0 });
  await expect(truths.tell('nada', [{ id: 'a', label: 'x' }])).rejects.toMatchObject({ code: 'ENDPOINT_NOT_FOUND' });
});

test('the interval of a handful stays inside 0 and 1', () => {
  expect(interval(0, 0)).toEqual({ share: null, low: null, high: null });
  const all = interval(5, 5);
  expect(all.share).toBe(1);
  expect(all.high).toBe(1);
  expect(all.low).toBeCloseTo(0.5655, 4);
});
