import { expect, it } from 'vitest';
import type { FoundRun } from '../../found.ts';
import { fittingAxis, type History, linesOf, measuredOnce } from './lines-of.ts';

const run = (runId: string): FoundRun => ({
  ...{ runId, parentRunId: null, experimentId: '1', name: runId, status: 'FINISHED', startTime: 1000, endTime: null },
  ...{ params: {}, metrics: {}, tags: {}, childCount: 0, userId: '', lifecycle: 'active' },
});
const history = (runId: string, ...points: [step: number, timestamp: number, value: number | 'NaN'][]): History => ({
  runId,
  total: points.length,
  points: points.map(([step, timestamp, value]) => ({ step, timestamp, value })),
});
const options = { axis: 'step' as const, smoothing: 0, colourOf: (id: string) => `colour of ${id}`, dashOf: () => [] };
const [a, b] = [run('a'), run('b')];

it('draws a line per run over steps or over time since it began, in order', () => {
  const histories = [history('a', [2, 1500, 5], [1, 1200, 4])];
  const alone = [{ id: 'a', label: 'a', runs: [a] }];
  expect([...(linesOf(alone, histories, options)[0]?.xs ?? [])]).toEqual([1, 2]);
  expect([...(linesOf(alone, histories, { ...options, axis: 'relative' })[0]?.xs ?? [])]).toEqual([200, 500]);
  expect(linesOf(alone, histories, options)[0]?.colour).toBe('colour of a');
});

it('draws a group as its mean with a band, and says how many it is of', () => {
  const [line] = linesOf([{ id: 'g', label: 'lr=1', runs: [a, b] }], [history('a', [0, 0, 1]), history('b', [0, 0, 3])], options);
  expect(line?.label).toBe('lr=1 (2)');
  expect([line?.ys[0], line?.band?.low[0], line?.band?.high[0]]).toEqual([2, 1, 3]);
});

it('keeps what was measured behind what was smoothed, and a gap where it is no number', () => {
  const [line] = linesOf([{ id: 'a', label: 'a', runs: [a] }], [history('a', [0, 0, 0], [1, 0, 1], [2, 0, 'NaN'])], { ...options, smoothing: 0.5 });
  expect([...(line?.raw ?? [])]).toEqual([0, 1, Number.NaN]);
  expect(line?.ys[1]).toBeCloseTo(2 / 3);
});

it('goes by time where no step was given', () => {
  expect(fittingAxis('step', [history('a', [0, 1, 1], [0, 2, 1])])).toBe('relative');
  expect(fittingAxis('step', [history('a', [0, 1, 1], [1, 2, 1])])).toBe('step');
  expect(measuredOnce([history('a', [0, 1, 1]), history('b')])).toBe(true);
});
