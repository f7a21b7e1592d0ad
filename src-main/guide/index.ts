/** The general material: roadmap, skills, interview, stories, checklist. Content from `resources`, progress from what the lab saw. Loaded when it is asked for. */
import type { ContentCatalog } from '../catalog/index.ts';
import type { Ci } from '../cicd/index.ts';
import type { Core } from '../common/core.ts';
import type { Comparison } from '../comparison/index.ts';
import type { Language } from '../contract/base.ts';
import type { ChecklistPoint, Confidence, Question, Roadmap, SkillArea, StarStory, StoryDraft, StoryMaterial } from '../contract/guide.ts';
import type { PipelinesDomain } from '../pipelines/index.ts';
import type { Study } from '../study/index.ts';
import type { Workspaces } from '../workspaces/index.ts';

export interface GuideParts {
  applicationRoot: string;
  catalog: Pick<ContentCatalog, 'modules' | 'glossary' | 'challengeIds' | 'checks'>;
  study: Pick<Study, 'overview'>;
  comparison: Pick<Comparison, 'measured'>;
  pipelines: Pick<PipelinesDomain, 'list' | 'recipe'>;
  ci: Pick<Ci, 'list'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
  /** How many there are of what other domains keep. */
  tallies: Readonly<Record<'served' | 'loads' | 'rollouts' | 'versions' | 'simulations' | 'triggers' | 'searches', () => number | Promise<number>>>;
}

export interface Guide {
  roadmap(language: Language): Promise<Roadmap>;
  skills(language: Language): Promise<SkillArea[]>;
  /** BAD_REQUEST where there is no such task or point. */
  tick(id: string, done: boolean): Promise<void>;
  questions(language: Language): Promise<Question[]>;
  practise(id: string, how: Confidence): Promise<void>;
  stories(): Promise<StarStory[]>;
  saveStory(draft: StoryDraft & { id?: string | undefined }): Promise<StarStory>;
  removeStory(id: string): Promise<void>;
  material(moduleId: string, language: Language): Promise<StoryMaterial>;
  checklist(moduleId: string, language: Language): Promise<ChecklistPoint[]>;
  /** When the person ticked, practised or exported something. */
  acts(): Promise<number[]>;
  /** A portfolio of it was exported. */
  exported(moduleId: string): Promise<void>;
}

export function createGuide(core: Core, parts: GuideParts): Guide {
  let made: Promise<Guide> | null = null;
  const later = () => {
    made ??= import('./create.ts').then(({ openGuide }) => openGuide(core, parts));
    return made;
  };
  return {
    roadmap: async (language) => (await later()).roadmap(language),
    skills: async (language) => (await later()).skills(language),
    tick: async (id, done) => (await later()).tick(id, done),
    questions: async (language) => (await later()).questions(language),
    practise: async (id, how) => (await later()).practise(id, how),
    stories: async () => (await later()).stories(),
    saveStory: async (draft) => (await later()).saveStory(draft),
    removeStory: async (id) => (await later()).removeStory(id),
    material: async (moduleId, language) => (await later()).material(moduleId, language),
    checklist: async (moduleId, language) => (await later()).checklist(moduleId, language),
    acts: async () => (await later()).acts(),
    exported: async (moduleId) => (await later()).exported(moduleId),
  };
}
