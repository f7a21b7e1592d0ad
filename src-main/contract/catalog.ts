/** What can be studied: the eleven architectures, their texts, diagrams, cards and challenges. Read from the content folders. */
import { z } from 'zod';
import { bilingual, bilingualList, language, procedure } from './base.ts';

export const diagramSummary = z.object({
  id: z.string(),
  level: z.enum(['context', 'container', 'component', 'deployment', 'dynamic']),
  title: bilingual,
});

export const moduleSummary = z.object({
  id: z.string(),
  order: z.number().int(),
  available: z.boolean(),
  title: bilingual,
  summary: bilingual,
  definition: bilingual,
  advantages: bilingualList,
  when: bilingual,
  avoid: bilingual,
  minutes: z.object({ reading: z.number(), challenge: z.number() }),
  dataset: z.string().nullable(),
  diagrams: z.array(diagramSummary),
  cards: z.number().int(),
  checks: z.number().int(),
  /** Of the quiz. */
  questions: z.number().int(),
});

export const studyText = z.object({
  moduleId: z.string(),
  title: z.string(),
  minutes: z.number(),
  sections: z.array(z.object({ id: z.string(), title: z.string(), markdown: z.string() })),
});

export const diagram = diagramSummary.extend({
  puml: z.string(),
  /** Rendered beforehand; empty when it was not. */
  svg: z.object({ light: z.string(), dark: z.string() }),
  elements: z.record(z.string(), z.object({ text: z.string(), code: z.string().nullable() })),
});

export const card = z.object({
  id: z.string(),
  moduleId: z.string(),
  kind: z.enum(['definition', 'contrast', 'scenario', 'code', 'diagram', 'interview']),
  front: z.string(),
  back: z.string(),
  tags: z.array(z.string()),
});

export const checkSummary = z.object({ id: z.string(), title: z.string(), read: z.string().nullable(), hints: z.array(z.string()) });

export const challenge = z.object({
  id: z.string(),
  minutes: z.number(),
  /** Markdown. */
  statement: z.string(),
  entry: z.string(),
  checks: z.array(checkSummary),
});

export const glossaryTerm = z.object({ id: z.string(), term: z.string(), text: z.string() });

export const dataset = z.object({
  id: z.string(),
  title: bilingual,
  rows: z.number().int(),
  licence: z.string(),
  citation: z.string(),
  columns: z.array(z.string()),
});

const here = z.object({ moduleId: z.string(), language });

export const catalogContract = {
  modules: procedure().output(z.array(moduleSummary)),
  study: procedure('MODULE_NOT_FOUND').input(here).output(studyText),
  diagram: procedure('MODULE_NOT_FOUND', 'DIAGRAM_NOT_FOUND')
    .input(here.extend({ diagramId: z.string() }))
    .output(diagram),
  cards: procedure('MODULE_NOT_FOUND').input(here).output(z.array(card)),
  challenge: procedure('CHALLENGE_NOT_FOUND').input(here).output(challenge),
  glossary: procedure().input(z.object({ language })).output(z.array(glossaryTerm)),
  datasets: procedure().output(z.array(dataset)),
};

export type ModuleSummary = z.infer<typeof moduleSummary>;
export type StudyText = z.infer<typeof studyText>;
export type Diagram = z.infer<typeof diagram>;
export type Card = z.infer<typeof card>;
export type Challenge = z.infer<typeof challenge>;
export type GlossaryTerm = z.infer<typeof glossaryTerm>;
export type Dataset = z.infer<typeof dataset>;
