import { expect, it } from 'vitest';
import type { StepRun } from '#contract';
import { depthOf, down, heightOf } from './rows.ts';
import { dagOfRun, needsIn, shortName, variantOf } from './steps.ts';

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
  expect(needsIn([step('treino[a=1]', []), step('escolha', ['treino'])])('escolha')).toEqual(['treino[a=1]']);
  expect(variantOf('treino[a=1,b=x]')).toBe('a = 1, b = x');
  expect(shortName('treino[a=1,b=x]')).toBe('treino · 1, x');
  expect(shortName('escolha')).toBe('escolha');
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
