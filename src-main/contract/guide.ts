/** What belongs to no single architecture: the roadmap, the skills, the interview, the stories, the checklist. Progress comes from evidence where there is some. */
import { z } from 'zod';
import { instant, language, procedure } from './base.ts';

export const evidenceKind = z.enum([
  'read',
  'cards',
  'quiz',
  'checks',
  'runs',
  'served',
  'loads',
  'rollouts',
  'rollbacks',
  'ci',
  'versions',
  'simulations',
  'triggers',
  'searches',
  'practised',
  'stories',
  'portfolios',
]);

/** What was asked for, how much of it there is, and how much it takes. */
export const progressEvidence = z.object({ kind: evidenceKind, module: z.string().nullable(), have: z.number().int(), need: z.number().int() });

/** `arquitetura:…`, `desafio:…`, `glossario:…` or `pagina:…`, and its name. */
export const guideLink = z.object({ ref: z.string(), label: z.string() });

export const roadmapTask = z.object({
  id: z.string(),
  text: z.string(),
  hours: z.number(),
  links: z.array(guideLink),
  evidence: progressEvidence.nullable(),
  done: z.boolean(),
  /** A person says so where nothing can be seen, or where it was done elsewhere. */
  by: z.enum(['evidence', 'person']).nullable(),
});

export const roadmap = z.object({
  hours: z.number(),
  weeks: z.array(z.object({ id: z.string(), title: z.string(), goal: z.string(), deliverable: z.string(), tasks: z.array(roadmapTask) })),
});

export const skillArea = z.object({
  id: z.string(),
  title: z.string(),
  skills: z.array(z.object({ id: z.string(), title: z.string(), text: z.string(), level: z.number(), evidence: z.array(progressEvidence) })),
});

export const themes = ['dados', 'modelos', 'pipelines', 'serving', 'monitoramento', 'mlops', 'arquitetura', 'comportamento'] as const;
export const theme = z.enum(themes);
export const confidence = z.enum(['well', 'so-so', 'badly']);

export const question = z.object({
  id: z.string(),
  theme,
  module: z.string().nullable(),
  question: z.string(),
  answer: z.string(),
  practised: z.number().int(),
  last: z.object({ at: instant, how: confidence }).nullable(),
});

const storyParts = { situation: z.string().max(4000), task: z.string().max(4000), action: z.string().max(4000), result: z.string().max(4000) };
export const storyDraft = z.object({ moduleId: z.string(), title: z.string().trim().min(1).max(200), ...storyParts });
export const starStory = storyDraft.extend({ id: z.string(), changedAt: instant });

/** What a story can be made of: the challenge's own words, and sentences with figures that the learner measured. */
export const storyMaterial = z.object({ situation: z.string(), task: z.string(), action: z.string(), results: z.array(z.string()) });

export const checklistPoint = z.object({
  id: z.string(),
  title: z.string(),
  why: z.string(),
  fix: z.string(),
  /** `claimed`: a person says that it holds, and the lab cannot see it. */
  state: z.enum(['met', 'missing', 'claimed']),
  seen: z.string().nullable(),
});

const module = z.object({ moduleId: z.string(), language });

export const guideContract = {
  roadmap: procedure().input(z.object({ language })).output(roadmap),
  skills: procedure().input(z.object({ language })).output(z.array(skillArea)),
  /** A task of the roadmap, or `MODULE/POINT` of a checklist. */
  tick: procedure('BAD_REQUEST')
    .input(z.object({ id: z.string(), done: z.boolean() }))
    .output(z.void()),
  questions: procedure().input(z.object({ language })).output(z.array(question)),
  practise: procedure('BAD_REQUEST')
    .input(z.object({ id: z.string(), how: confidence }))
    .output(z.void()),
  stories: procedure().output(z.array(starStory)),
  saveStory: procedure('MODULE_NOT_FOUND', 'STORY_NOT_FOUND')
    .input(storyDraft.extend({ id: z.string().optional() }))
    .output(starStory),
  removeStory: procedure('STORY_NOT_FOUND')
    .input(z.object({ id: z.string() }))
    .output(z.void()),
  material: procedure('MODULE_NOT_FOUND').input(module).output(storyMaterial),
  checklist: procedure('CHALLENGE_NOT_FOUND').input(module).output(z.array(checklistPoint)),
};

export type EvidenceKind = z.infer<typeof evidenceKind>;
export type ProgressEvidence = z.infer<typeof progressEvidence>;
export type GuideLink = z.infer<typeof guideLink>;
export type Roadmap = z.infer<typeof roadmap>;
export type RoadmapTask = z.infer<typeof roadmapTask>;
export type SkillArea = z.infer<typeof skillArea>;
export type Theme = z.infer<typeof theme>;
export type Confidence = z.infer<typeof confidence>;
export type Question = z.infer<typeof question>;
export type StoryDraft = z.infer<typeof storyDraft>;
export type StarStory = z.infer<typeof starStory>;
export type StoryMaterial = z.infer<typeof storyMaterial>;
export type ChecklistPoint = z.infer<typeof checklistPoint>;
