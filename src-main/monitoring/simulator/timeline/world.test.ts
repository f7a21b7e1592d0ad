import { describe, expect, test } from 'vitest';
import { type StoryInput, story } from '../../../contract/story.ts';
import { storyTimes, strength } from './strength.ts';
import { createWorld } from './world.ts';

const rows = Array.from({ length: 400 }, (_, i) => ({
  temp: 10 + (i % 20),
  lugar: i % 10 === 0 ? 'norte' : 'sul',
  chove: i % 4 === 0 ? 'sim' : 'nao',
}));
const signature = [
  { name: 'temp', type: 'double' as const },
  { name: 'lugar', type: 'string' as const },
];
const world = (given: Omit<StoryInput, 'name'>) =>
  createWorld({ timeline: story.parse({ name: 't', requests: 1000, truth: { column: 'chove' }, ...given }), signature, rows });
const all = (made: ReturnType<typeof createWorld>, from = 0, to = made.requests) =>
  Array.from({ length: to - from }, (_, i) => made.request(from + i));
const mean = (values: unknown[]) => (values as number[]).reduce((sum, x) => sum + x, 0) / values.length;
const share = <T>(items: T[], holds: (item: T) => boolean) => items.filter(holds).length / items.length;

test('the same seed and number give the same request, asked for in whatever order', () => {
  const events = [{ kind: 'concept' as const }, { kind: 'missing' as const, feature: 'temp' }];
  const [one, other] = [world({ seed: 3, events }), world({ seed: 3, events })];
  expect(one.request(900)).toEqual([other.request(1), other.request(900)][1]);
  expect(all(world({ seed: 4, events }))).not.toEqual(all(one));
});

test('the shapes of an event over its stretch', () => {
  const about = { from: 0.2, to: 0.8, period: 0.2 };
  expect([0.1, 0.2, 0.5, 0.9].map((at) => strength({ ...about, shape: 'sudden' }, at))).toEqual([0, 1, 1, 0]);
  expect(strength({ ...about, shape: 'gradual' }, 0.5)).toBeCloseTo(0.5);
  expect(strength({ ...about, shape: 'seasonal' }, 0.3)).toBeCloseTo(1);
  expect([0.25, 0.35, 0.45].map((at) => strength({ ...about, shape: 'recurring' }, at))).toEqual([1, 0, 1]);
});

test('a spike sends more requests in the same time', () => {
  const times = storyTimes(story.parse({ name: 't', events: [{ kind: 'spike', factor: 5, from: 0.5 }] }), 100, 1000);
  expect(times[49]! - times[0]!).toBe(49_000);
  expect(times[99]! - times[50]!).toBeCloseTo(49 * 200);
});

describe('each kind of event does what it says, from the middle on', () => {
  test.each([
    ['covariate', { kind: 'covariate', feature: 'temp', size: 2 }, (made) => mean(made.map(({ body }) => body.temp)) > 25],
    ['covariate of names', { kind: 'covariate', feature: 'lugar', size: 2 }, (made) => share(made, ({ body }) => body.lugar === 'norte') > 0.6],
    ['label-shift', { kind: 'label-shift', label: 'sim', share: 0.8 }, (made) => share(made, ({ truth }) => truth === 'sim') > 0.7],
    ['missing', { kind: 'missing', feature: 'temp', share: 0.5 }, (made) => Math.abs(share(made, ({ body }) => body.temp === null) - 0.5) < 0.1],
    ['outliers', { kind: 'outliers', feature: 'temp', share: 0.1 }, (made) => share(made, ({ body }) => Number(body.temp) > 50) > 0.05],
    [
      'schema',
      { kind: 'schema', feature: 'temp', rename: 'temperatura' },
      (made) => made.every(({ body }) => !('temp' in body) && 'temperatura' in body),
    ],
    ['latency', { kind: 'latency', ms: 900, share: 0.5 }, (made) => Math.abs(share(made, ({ delayMs }) => delayMs === 900) - 0.5) < 0.1],
    ['errors', { kind: 'errors', share: 0.3 }, (made) => Math.abs(share(made, ({ broken }) => broken) - 0.3) < 0.1],
  ] as [string, NonNullable<StoryInput['events']>[number], (made: ReturnType<typeof all>) => boolean][])('%s', (_, event, holds) => {
    const calm = world({ seed: 5 });
    const made = world({ seed: 5, events: [event] });
    expect(all(made, 0, 500)).toEqual(all(calm, 0, 500));
    expect(holds(all(made, 501))).toBe(true);
    expect(holds(all(calm, 501))).toBe(false);
  });

  test('concept: the same rows, other truths', () => {
    const [calm, made] = [
      world({ seed: 5, stream: { dataset: 'd' } }),
      world({ seed: 5, stream: { dataset: 'd' }, events: [{ kind: 'concept', share: 0.5 }] }),
    ];
    const [before, after] = [all(calm, 501), all(made, 501)];
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
    expect(share(after, ({ truth }) => truth === 'sim')).toBeGreaterThan(share(before, ({ truth }) => truth === 'sim') + 0.1);
  });
});
