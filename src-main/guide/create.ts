/** `openGuide`: the general material with the learner's progress in it. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Confidence } from '../contract/guide.ts';
import { checkProject } from './checklist/check.ts';
import { openMaterial } from './content.ts';
import { asked, gather } from './evidence.ts';
import type { Guide, GuideParts } from './index.ts';
import { namer } from './links.ts';
import { materialOf } from './material.ts';
import { createGuideStore, type GuideEvent, tickedIn } from './store.ts';

export function openGuide(core: Core, parts: GuideParts): Guide {
  const store = createGuideStore(core.storage);
  const material = openMaterial(parts.applicationRoot, core.home.root);
  const gathered = () => gather(parts, store.events(), store.stories().length);
  const moduleIds = () => parts.catalog.modules().map(({ id }) => id);
  const mustExist = (id: string) => {
    if (!moduleIds().includes(id)) throw new BancadaError('MODULE_NOT_FOUND', { id, known: moduleIds().join(', ') });
  };
  async function add(kind: GuideEvent['kind'], subject: string, detail: string | null = null): Promise<void> {
    await store.add({ at: core.clock.now(), kind, subject, detail });
    core.changes.publish({ topic: 'progress', id: 'guide' });
  }
  const exists = (id: string) =>
    material.roadmap().weeks.some(({ tasks }) => tasks.some((task) => task.id === id)) ||
    moduleIds().some((module) => material.checklist().some((point) => `${module}/${point.id}` === id));

  return {
    async roadmap(language) {
      const [found, ticked, name] = [await gathered(), tickedIn(store.events()), namer(parts, language)];
      const { hours, weeks } = material.roadmap();
      return {
        hours,
        weeks: weeks.map(({ id, title, goal, deliverable, tasks }) => ({
          ...{ id, title: title[language], goal: goal[language], deliverable: deliverable[language] },
          tasks: tasks.map((task) => {
            const evidence = task.evidence ? asked(task.evidence, found) : null;
            const by = evidence && evidence.have >= evidence.need ? 'evidence' : ticked.has(task.id) ? 'person' : null;
            return { id: task.id, text: task[language], hours: task.hours, links: task.links.map(name), evidence, done: by !== null, by };
          }),
        })),
      };
    },
    async skills(language) {
      const found = await gathered();
      return material.skills().map(({ id, title, skills }) => ({
        id,
        title: title[language],
        skills: skills.map((skill) => {
          const evidence = skill.evidence.map((each) => asked(each, found));
          const level = evidence.reduce((sum, { have, need }) => sum + have / need, 0) / evidence.length;
          return { id: skill.id, title: skill.title[language], text: skill.text[language], level, evidence };
        }),
      }));
    },
    async tick(id, done) {
      if (!exists(id)) throw new BancadaError('BAD_REQUEST', { detail: id.slice(0, 100) });
      await add(done ? 'tick' : 'untick', id);
    },
    async questions(language) {
      const practised = new Map<string, GuideEvent[]>();
      for (const event of store.events())
        if (event.kind === 'practice') practised.set(event.subject, [...(practised.get(event.subject) ?? []), event]);
      return material.questions(language).map(({ module, ...question }) => {
        const times = practised.get(question.id) ?? [];
        const last = times.at(-1);
        return { ...question, module: module ?? null, practised: times.length, last: last ? { at: last.at, how: last.detail as Confidence } : null };
      });
    },
    async practise(id, how) {
      if (!material.questions('pt').some((question) => question.id === id)) throw new BancadaError('BAD_REQUEST', { detail: id.slice(0, 100) });
      await add('practice', id, how);
    },
    stories: async () => store.stories(),
    async saveStory({ id, ...draft }) {
      mustExist(draft.moduleId);
      if (id !== undefined && !store.stories().some((story) => story.id === id)) throw new BancadaError('STORY_NOT_FOUND', { id });
      const story = { ...draft, id: id ?? `s${randomBytes(6).toString('hex')}`, changedAt: core.clock.now() };
      await store.putStory(story);
      core.changes.publish({ topic: 'progress', id: 'guide' });
      return story;
    },
    async removeStory(id) {
      if (!(await store.dropStory(id))) throw new BancadaError('STORY_NOT_FOUND', { id });
      core.changes.publish({ topic: 'progress', id: 'guide' });
    },
    async material(moduleId, language) {
      mustExist(moduleId);
      return materialOf(parts, moduleId, language);
    },
    async checklist(moduleId, language) {
      const ticked = tickedIn(store.events());
      const seen = await checkProject(parts, moduleId, language);
      return material.checklist().map(({ id, probe, title, why, fix }) => ({
        ...{ id, title: title[language], why: why[language], fix: fix[language], seen: seen[probe] },
        state: seen[probe] !== null ? 'met' : ticked.has(`${moduleId}/${id}`) ? 'claimed' : 'missing',
      }));
    },
    acts: async () => store.events().map(({ at }) => at),
    exported: (moduleId) => add('portfolio', moduleId),
  };
}
