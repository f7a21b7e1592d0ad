import { expect, it } from 'vitest';
import type { StepRun } from '#contract';
import { depthOf, down, heightOf } from './rows.ts';
import { barsOf, dagOfRun, shortName, variantOf } from './steps.ts';

const step = (id: string, needs: string[], change: Partial<StepRun> = {}): StepRun => ({
  id,
  stepId: id.replace(/\[.*/, ''),
  matrix: {},
  needs,
  kind: 'run',
  file: null,
  status: 'succeeded',
  attempts: 1,
  cached: false,
  origin: null,
  startedAt: null,
  endedAt: null,
  durationMs: 0,
  progress: null,
  metrics: {},
  outputs: [],
  trackingRunId: null,
  error: null,
  cache: 'on',
  debug: null,
  ...change,
});

it('joins a step to every instance of a matrix that it needs', () => {
  const dag = dagOfRun([step('treino[a=1]', []), step('treino[a=2]', []), step('escolha', ['treino'])]);
  expect(dag[2]?.needs).toEqual(['treino[a=1]', 'treino[a=2]']);
  expect(variantOf('treino[a=1,b=x]')).toBe('a = 1, b = x');
  expect(shortName('treino[a=1,b=x]')).toBe('treino · 1, x');
  expect(shortName('escolha')).toBe('escolha');
});

it('tells waiting for a turn from work', () => {
  const bars = barsOf(
    {
      startedAt: 1000,
      steps: [
        step('a', [], { startedAt: 1000, endedAt: 1500 }),
        step('b', ['a'], { startedAt: 1800, endedAt: 2000 }),
        step('c', ['a'], { startedAt: 1500, status: 'running' }),
        step('d', ['c'], { status: 'pending' }),
      ],
    },
    2100,
  );
  expect(bars).toEqual([
    { id: 'a', status: 'succeeded', readyAt: 0, startedAt: 0, endedAt: 500 },
    { id: 'b', status: 'succeeded', readyAt: 500, startedAt: 800, endedAt: 1000 },
    { id: 'c', status: 'running', readyAt: 500, startedAt: 500, endedAt: 1100 },
  ]);
});

it('puts at most two steps beside each other in a narrow pane, later ones below what they need', () => {
  const steps = [{ id: 'a', needs: [] }, ...['b', 'c', 'd'].map((id) => ({ id, needs: ['a'] })), { id: 'e', needs: ['b', 'c', 'd'] }];
  const rows = down(steps).map(({ id, y }) => [id, y]);
  expect(rows).toEqual([
    ['a', 0],
    ['b', 66],
    ['c', 66],
    ['d', 132],
    ['e', 198],
  ]);
  expect(heightOf(steps)).toBe(242);
  expect(depthOf(steps)).toBe(3);
});
