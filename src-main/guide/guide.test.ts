import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createCatalog } from '../catalog/index.ts';
import { openTestCore } from '../common/test-core.ts';
import type { MeasuredRow } from '../contract/comparison.ts';
import type { Language } from '../contract/index.ts';
import { createGuide, type GuideParts } from './index.ts';
import { checklistFile, questionsFile, roadmapFile } from './schema.ts';

const applicationRoot = fileURLToPath(new URL('../..', import.meta.url));
const { core, dispose } = openTestCore();
afterAll(dispose);
const catalog = createCatalog(core, applicationRoot);
const languages: Language[] = ['pt', 'en'];
const tallies: GuideParts['tallies'] = Object.fromEntries(
  ['served', 'loads', 'rollouts', 'versions', 'simulations', 'triggers', 'searches'].map((name) => [name, () => 0]),
) as GuideParts['tallies'];
let passed: string[] = [];
let questionsRight = 0;
let values: MeasuredRow['values'] = {};

const guide = createGuide(core, {
  ...{ applicationRoot, catalog, tallies },
  study: {
    overview: () => ({
      modules: catalog.modules().map(({ id, checks, cards }) => ({
        ...{ moduleId: id, sectionsRead: [], sections: 14, checks, cards, cardsSeen: id === '01-monolitica' ? 20 : 0, lastAt: null },
        ...{ questions: 8, questionsRight: id === '01-monolitica' ? questionsRight : 0 },
        checksPassed: id === '01-monolitica' ? passed : [],
      })),
      ...{ resume: null, dueCards: 0, firingAlerts: 0, endpoints: { ready: 0, unhealthy: 0 }, runningRuns: 0 },
    }),
  },
  comparison: { measured: async () => catalog.modules().map(({ id, title }) => ({ moduleId: id, title, values })) },
  pipelines: { list: () => [], recipe: () => ({}) as never },
  ci: { list: () => [] },
  workspaces: { codeFolder: () => `${applicationRoot}/challenges/05-mlops/exemplo` },
});
const taskOf = async (id: string) => (await guide.roadmap('pt')).weeks.flatMap(({ tasks }) => tasks).find((task) => task.id === id)!;

it.each(languages)('has twelve weeks of twenty hours with links that lead somewhere, in %s', async (language) => {
  const { weeks, hours } = await guide.roadmap(language);
  expect(weeks).toHaveLength(12);
  expect(hours).toBe(20);
  expect(weeks.flatMap(({ tasks }) => tasks.flatMap(({ links }) => links)).every(({ label }) => label.length > 1)).toBe(true);
});

it('names the week whose hours do not add up, and a task that is there twice', () => {
  const both = { pt: 'a', en: 'a' };
  const week = (id: string, hours: number) => ({ id, title: both, goal: both, deliverable: both, tasks: [{ id: 't', hours, pt: 'a', en: 'a' }] });
  const weeks = Array.from({ length: 12 }, (_, index) => week(`s${index}`, index === 3 ? 19 : 20));
  const messages = roadmapFile.safeParse({ hours: 20, weeks }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  expect(messages?.some((message) => message.includes('twice: t'))).toBe(true);
  expect(messages).toContain('weeks.s3 19 hours, not 20');
});

it('refuses evidence that asks for nothing that can be counted', () => {
  const both = { pt: 'a', en: 'a' };
  const task = (evidence: object) => ({ id: 't', hours: 20, pt: 'a', en: 'a', evidence });
  const weeks = (evidence: object) => [{ id: 's', title: both, goal: both, deliverable: both, tasks: [task(evidence)] }];
  const said = (evidence: object) => roadmapFile.safeParse({ hours: 20, weeks: weeks(evidence) }).error?.issues.map(({ message }) => message);
  expect(said({ kind: 'loads' })).toContain('loads needs a count');
  expect(said({ kind: 'checks' })).toContain('checks needs an architecture');
  expect(said({ kind: 'loads', count: 1, module: '07-serving' })).toContain('loads is of no single architecture');
});

it('ticks a task by evidence, and by a person only where there is none yet', async () => {
  expect(await taskOf('s01-cartoes')).toMatchObject({ done: true, by: 'evidence', evidence: { have: 20, need: 20 } });
  expect(await taskOf('s02-desafio')).toMatchObject({ done: false, by: null, evidence: { have: 0, need: 6 } });
  await guide.tick('s02-desafio', true);
  expect(await taskOf('s02-desafio')).toMatchObject({ done: true, by: 'person' });
  await guide.tick('s02-desafio', false);
  expect((await taskOf('s02-desafio')).done).toBe(false);
  await expect(guide.tick('nothing', true)).rejects.toThrow('BAD_REQUEST');
});

it('makes levels of skills from evidence alone', async () => {
  const level = async () => (await guide.skills('en')).flatMap(({ skills }) => skills).find(({ id }) => id === 'avaliar-honestamente')!.level;
  expect(await level()).toBe(0);
  passed = catalog.checks('01-monolitica', 'pt').map(({ id }) => id);
  expect(await level()).toBeCloseTo(1 / 3);
  questionsRight = 4;
  expect(await level()).toBeCloseTo((1 + 0.5) / 3);
  questionsRight = 0;
  passed = [];
});

it('has at least eighty questions with an answer in both languages, on every theme', async () => {
  const [pt, en] = [await guide.questions('pt'), await guide.questions('en')];
  expect(pt.length).toBeGreaterThanOrEqual(80);
  expect(en.map(({ id }) => id)).toEqual(pt.map(({ id }) => id));
  expect(en.filter(({ answer }, index) => answer === pt[index]!.answer)).toEqual([]);
  const known = catalog.modules().map(({ id }) => id);
  expect(pt.filter(({ module }) => module !== null && !known.includes(module))).toEqual([]);
  expect(new Set(pt.flatMap(({ module }) => module ?? [])).size).toBe(11);
  expect(new Set(pt.map(({ theme }) => theme)).size).toBe(8);
  expect(questionsFile.safeParse([pt[0]!, pt[0]!].map(({ id, theme, question, answer }) => ({ id, theme, question, answer }))).success).toBe(false);
});

it('remembers how a question went', async () => {
  await guide.practise('skew', 'badly');
  await guide.practise('skew', 'well');
  expect((await guide.questions('pt')).find(({ id }) => id === 'skew')).toMatchObject({ practised: 2, last: { how: 'well' } });
  await expect(guide.practise('nothing', 'well')).rejects.toThrow('BAD_REQUEST');
});

it('offers for a story only what was measured', async () => {
  expect((await guide.material('05-mlops', 'pt')).results).toEqual([]);
  values = { 'rollback-ms': { value: 1340, of: 'filtro', at: 1, source: { kind: 'ci', id: 'x' } } };
  expect((await guide.material('05-mlops', 'pt')).results).toEqual(['Uma revisão ruim foi retirada do ar em 1,34 s.']);
  expect((await guide.material('05-mlops', 'en')).results).toEqual(['A bad revision was taken out of service in 1.34 s.']);
  values = {};
});

it('keeps, changes and removes stories', async () => {
  const draft = { moduleId: '05-mlops', title: 'Rollback', situation: 's', task: 't', action: 'a', result: 'r' };
  const { id } = await guide.saveStory(draft);
  await guide.saveStory({ ...draft, id, result: 'em 80 ms' });
  expect(await guide.stories()).toMatchObject([{ id, result: 'em 80 ms' }]);
  await expect(guide.saveStory({ ...draft, id: 'x' })).rejects.toThrow('STORY_NOT_FOUND');
  await guide.removeStory(id);
  await expect(guide.removeStory(id)).rejects.toThrow('STORY_NOT_FOUND');
});

it('looks at the ten points in the project itself, and lets a person claim the rest', async () => {
  const states = async () => Object.fromEntries((await guide.checklist('05-mlops', 'pt')).map(({ id, state, seen }) => [id, seen ?? state]));
  expect(await states()).toMatchObject({
    portao: 'ci.yaml: gates',
    testado: expect.stringContaining('testes/'),
    registrado: 'missing',
    'volta-ensaiada': 'missing',
  });
  await guide.tick('05-mlops/volta-ensaiada', true);
  expect((await states())['volta-ensaiada']).toBe('claimed');
  await expect(guide.checklist('99-x', 'pt')).rejects.toThrow('CHALLENGE_NOT_FOUND');
  expect(checklistFile.safeParse([]).success).toBe(false);
});

it('explains at least 150 terms, the same ones in both languages', () => {
  const [pt, en] = [catalog.glossary('pt'), catalog.glossary('en')];
  expect(pt.length).toBeGreaterThanOrEqual(150);
  expect(en.map(({ id }) => id).sort()).toEqual(pt.map(({ id }) => id).sort());
});
