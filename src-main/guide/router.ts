import { procedures } from '../common/procedures.ts';
import { guideContract } from '../contract/guide.ts';
import type { Guide } from './index.ts';

export function guideRouter(guide: Guide) {
  const implement = procedures(guideContract);
  return implement.router({
    roadmap: implement.roadmap.handler(({ input }) => guide.roadmap(input.language)),
    skills: implement.skills.handler(({ input }) => guide.skills(input.language)),
    tick: implement.tick.handler(({ input }) => guide.tick(input.id, input.done)),
    questions: implement.questions.handler(({ input }) => guide.questions(input.language)),
    practise: implement.practise.handler(({ input }) => guide.practise(input.id, input.how)),
    stories: implement.stories.handler(() => guide.stories()),
    saveStory: implement.saveStory.handler(({ input }) => guide.saveStory(input)),
    removeStory: implement.removeStory.handler(({ input }) => guide.removeStory(input.id)),
    material: implement.material.handler(({ input }) => guide.material(input.moduleId, input.language)),
    checklist: implement.checklist.handler(({ input }) => guide.checklist(input.moduleId, input.language)),
  });
}
