import { expect, it } from 'vitest';
import type { ModuleProgress, ModuleSummary, Overview, RunSummary } from '#contract';
import { afterSolved, brokenPipelines, isNew, openChallenges } from './home-model.ts';

const progress = (moduleId: string, passed: number, checks = 8): ModuleProgress => ({
  moduleId,
  sectionsRead: [],
  sections: 14,
  checksPassed: Array.from({ length: passed }, (_, index) => `c${index}`),
  checks,
  cardsSeen: 0,
  cards: 20,
  questionsRight: 0,
  questions: 8,
  lastAt: null,
});
const overview = (modules: ModuleProgress[]): Overview => ({
  resume: null,
  dueCards: 0,
  modules,
  firingAlerts: 0,
  endpoints: { ready: 0, unhealthy: 0 },
  runningRuns: 0,
});
const run = (runId: string, pipeline: string, status: RunSummary['status'], startedAt: number) =>
  ({ runId, pipeline, status, startedAt }) as RunSummary;

it('greets someone new until they did anything', () => {
  expect(isNew(overview([progress('01', 0)]), [])).toBe(true);
  expect(isNew(overview([progress('01', 1)]), [])).toBe(false);
  expect(isNew(overview([]), [run('a', '01', 'succeeded', 1)])).toBe(false);
});

it('offers challenges that were begun and are not done, furthest first', () => {
  const found = openChallenges(overview([progress('01', 2), progress('02', 0), progress('03', 6), progress('04', 8)]));
  expect(found.map(({ moduleId }) => moduleId)).toEqual(['03', '01']);
});

it('says what a solved challenge leads to, once nothing else is under way', () => {
  const modules = ['01', '02', '03'].map((id, order) => ({ id, order, available: id !== '02' }) as ModuleSummary);
  expect(afterSolved(overview([progress('01', 2), progress('03', 0)]), modules)).toBeUndefined();
  expect(afterSolved(overview([progress('01', 8), progress('03', 0)]), modules)).toMatchObject({ solved: '01', next: { id: '03' } });
  expect(afterSolved(overview([progress('01', 8), progress('03', 1)]), modules)).toBeUndefined();
  expect(afterSolved(overview([progress('01', 8), progress('03', 8)]), modules)).toMatchObject({ next: null });
});

it('worries only about the last run of a pipeline', () => {
  const runs = [run('new', '01', 'succeeded', 3), run('old', '01', 'failed', 1), run('x', '03', 'failed', 2), run('y', '01/check', 'failed', 4)];
  expect(brokenPipelines(runs).map(({ runId }) => runId)).toEqual(['x']);
});
