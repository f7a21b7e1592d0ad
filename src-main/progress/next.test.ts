import { expect, it } from 'vitest';
import type { ModuleProgress, ModuleSummary, Overview, Roadmap } from '../contract/index.ts';
import { nextSteps } from './next.ts';

const module = (id: string) => ({ id, available: true, title: { pt: id, en: id }, minutes: { reading: 20 } }) as ModuleSummary;
const progress = (moduleId: string, over: Partial<ModuleProgress> = {}): ModuleProgress => ({
  ...{ moduleId, sectionsRead: [], sections: 2, checksPassed: [], checks: 3, cardsSeen: 0, cards: 4, questionsRight: 0, questions: 2, lastAt: null },
  ...over,
});
const modules = [module('a'), module('b')];
const steps = (rows: ModuleProgress[], dueCards = 0) =>
  nextSteps({ modules: rows, dueCards } as unknown as Overview, modules, { hours: 20, weeks: [] } as Roadmap, 'pt').map(({ kind, moduleId }) => [
    kind,
    moduleId,
  ]);

it('begins with the first text', () => {
  expect(steps([progress('a'), progress('b')])).toEqual([['begin', 'a']]);
});

it('puts due cards first, then what was begun last, then what is new', () => {
  const rows = [progress('a', { sectionsRead: ['x', 'y'], checksPassed: ['1'], lastAt: 5 }), progress('b')];
  expect(steps(rows, 3)).toEqual([
    ['review', null],
    ['challenge', 'a'],
    ['quiz', 'a'],
    ['begin', 'b'],
  ]);
});

it('leads from a text that was read to its challenge, and forgets what is done', () => {
  const done = progress('a', { sectionsRead: ['x', 'y'], checksPassed: ['1', '2', '3'], questionsRight: 2, lastAt: 1 });
  const read = progress('b', { sectionsRead: ['x', 'y'], questionsRight: 2, lastAt: 9 });
  expect(steps([done, read])).toEqual([['begin-challenge', 'b']]);
});
