import { expect, it } from 'vitest';
import type { StepRun, Timeline } from '#contract';
import { timeOf, timeRows } from './timeline.ts';

const step = (id: string, needs: string[], change: Partial<StepRun>) =>
  ({ id, needs, status: 'succeeded', startedAt: null, endedAt: null, ...change }) as StepRun;
const attempt = (name: string, times: (number | null)[], change: Partial<Timeline['attempts'][number]> = {}): Timeline['attempts'][number] => {
  const [queuedAt = null, startedAt, launchedAt = null, exitedAt = null, endedAt = null] = times;
  return { step: name, attempt: 1, status: 'succeeded', queuedAt, startedAt: startedAt ?? 0, launchedAt, exitedAt, endedAt, ...change };
};

it('splits the time of a step into waiting, being made ready, running and taking its outputs', () => {
  const steps = [step('a', [], { startedAt: 1005, endedAt: 1050 }), step('b', ['a'], { startedAt: 1060, endedAt: 1200 })];
  const timeline = { attempts: [attempt('a', [1000, 1005, 1010, 1045, 1050]), attempt('b', [1050, 1060, 1080, 1190, 1200])], pauses: [] };
  const [, row] = timeRows({ startedAt: 1000, endedAt: 1200, steps }, timeline, 1200);
  expect(row!.segments).toEqual([
    { phase: 'queued', from: 50, to: 60 },
    { phase: 'ready', from: 60, to: 80 },
    { phase: 'work', from: 80, to: 190 },
    { phase: 'collect', from: 190, to: 200 },
  ]);
  expect(timeOf(row!, 'queued', 'ready')).toBe(30);
});

it('shows each try, what was between them, and a pause', () => {
  const steps = [step('a', [], { startedAt: 1100, endedAt: 1400 })];
  const timeline = {
    attempts: [attempt('a', [1100, 1100, 1110, 1190, 1200], { status: 'failed' }), attempt('a', [1300, 1310, 1320, 1390, 1400], { attempt: 2 })],
    pauses: [{ step: 'a', at: 1000, until: 1100 }],
  };
  const [row] = timeRows({ startedAt: 1000, endedAt: 1400, steps }, timeline, 1400);
  expect(row!.segments.map(({ phase }) => phase)).toEqual(['paused', 'ready', 'work', 'collect', 'retry', 'queued', 'ready', 'work', 'collect']);
});

it('goes on to now while a step is under way, and knows no tries of a step that was taken', () => {
  const steps = [
    step('a', [], { status: 'running', startedAt: 1010 }),
    step('b', [], { status: 'cached', startedAt: 1000, endedAt: 1001 }),
    step('c', [], { status: 'pending' }),
  ];
  const timeline = { attempts: [attempt('a', [1000, 1010, 1020], { status: 'running' })], pauses: [] };
  const rows = timeRows({ startedAt: 1000, endedAt: null, steps }, timeline, 1500);
  expect(rows.map(({ id, endedAt }) => [id, endedAt])).toEqual([
    ['a', 500],
    ['b', 1],
  ]);
});
