import { expect, it } from 'vitest';
import type { RoadmapTask } from '#contract';
import { currentWeek, hoursDone } from './weeks-model.ts';

const task = (done: boolean, hours = 2) => ({ done, hours }) as RoadmapTask;
const week = (id: string, ...tasks: RoadmapTask[]) => ({ id, title: '', goal: '', deliverable: '', tasks });

it('opens the first week that is not done, and the last one at the end', () => {
  expect(currentWeek([week('1', task(true)), week('2', task(true), task(false)), week('3', task(false))])).toBe('2');
  expect(currentWeek([week('1', task(true)), week('2', task(true))])).toBe('2');
});

it('counts the hours of what is done', () => {
  expect(hoursDone([task(true, 4), task(false, 8), task(true, 3)])).toBe(7);
});
