import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCatalog } from '../catalog/index.ts';
import { systemClock } from '../common/core.ts';
import { openTestCore } from '../common/test-core.ts';
import { createStudy, type Study } from './index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const module = '01-monolitica';
let now = 1_000;
let opened: ReturnType<typeof openTestCore>;
let study: Study;
const open = () =>
  createStudy(opened.core, {
    catalog: createCatalog(opened.core, root),
    pulse: () => ({ firingAlerts: 0, endpoints: { ready: 0, unhealthy: 0 }, runningRuns: 0 }),
  });
const progress = () => study.overview().modules.find(({ moduleId }) => moduleId === module)!;

beforeAll(() => {
  opened = openTestCore({ ...systemClock, now: () => now }, 'memory');
  study = open();
});
afterAll(() => opened.dispose());

it('judges an answer, keeps it through a restart, and counts the last one to each question', async () => {
  const [first, second] = study.quiz.questions(module, 'pt');
  const right = first!.options.findIndex((option) => option.right);
  const wrong = right === 0 ? 1 : 0;
  expect(progress()).toMatchObject({ questionsRight: 0, questions: study.quiz.questions(module, 'en').length, lastAt: null });
  expect(await study.quiz.answer(module, first!.id, wrong)).toEqual({ right: false });
  expect([progress().questionsRight, progress().lastAt]).toEqual([0, 1_000]);
  now = 2_000;
  expect(await study.quiz.answer(module, first!.id, right)).toEqual({ right: true });
  study = open();
  expect([progress().questionsRight, progress().lastAt]).toEqual([1, 2_000]);
  expect(study.quiz.questions(module, 'en').map(({ last }) => last)[0]).toEqual({ at: 2_000, chosen: right, right: true });
  expect(study.quiz.questions(module, 'en')[1]).toMatchObject({ id: second!.id, last: null });
  await study.quiz.answer(module, first!.id, wrong);
  expect(progress().questionsRight).toBe(0);
});

it('says in the language asked for which section to read again', () => {
  const titles = (language: 'pt' | 'en') => study.quiz.questions(module, language).map(({ read }) => read);
  expect(titles('pt')[0]).toEqual({ section: 'erros-comuns', title: 'Erros comuns' });
  expect(titles('en')[0]).toEqual({ section: 'erros-comuns', title: 'Common mistakes' });
});

it('takes no answer to a question or with an option that does not exist', async () => {
  const { id } = study.quiz.questions(module, 'pt')[0]!;
  await expect(study.quiz.answer(module, 'nada', 0)).rejects.toMatchObject({ code: 'QUESTION_NOT_FOUND' });
  await expect(study.quiz.answer(module, id, 9)).rejects.toMatchObject({ code: 'QUESTION_NOT_FOUND' });
  await expect(study.quiz.answer('nada', id, 0)).rejects.toMatchObject({ code: 'MODULE_NOT_FOUND' });
});
