/** The shape of the content files. A file that does not fit names itself and the field. */
import { z } from 'zod';
import { bilingual, bilingualList } from '../contract/base.ts';
import { diagramSummary, glossaryTerm } from '../contract/catalog.ts';

export const moduleFile = z.strictObject({
  id: z.string().regex(/^\d\d-[a-z0-9-]+$/),
  order: z.number().int(),
  available: z.boolean(),
  title: bilingual,
  summary: bilingual,
  definition: bilingual,
  advantages: bilingualList,
  when: bilingual,
  avoid: bilingual,
  minutes: z.strictObject({ reading: z.number(), challenge: z.number() }),
  dataset: z.string().nullable().default(null),
  /** How many the quiz has; said here, so that a start need not read eleven of them. The content linter counts. */
  questions: z.number().int().default(0),
  diagrams: z
    .array(
      diagramSummary
        .extend({ elements: z.record(z.string(), z.strictObject({ pt: z.string(), en: z.string(), code: z.string().optional() })).default({}) })
        .strict(),
    )
    .default([]),
});

export const cardsFile = z.array(
  z.strictObject({
    id: z.string(),
    kind: z.enum(['definition', 'contrast', 'scenario', 'code', 'diagram', 'interview']),
    front: z.string().min(1),
    back: z.string().min(1),
    tags: z.array(z.string()).default([]),
  }),
);

export const quizFile = z.array(
  z.strictObject({
    id: z.string(),
    kind: z.enum(['scenario', 'code', 'diagram', 'contrast']),
    question: z.string().min(1),
    options: z
      .array(z.strictObject({ text: z.string().min(1), why: z.string().min(1), right: z.boolean().default(false) }))
      .min(3)
      .max(5)
      .refine((options) => options.filter(({ right }) => right).length === 1, 'one option is right'),
    /** The section of the study text to read again. */
    read: z.string(),
  }),
);

export const challengeFile = z.strictObject({
  id: z.string(),
  minutes: z.number(),
  entry: z.string(),
  checks: z
    .array(z.strictObject({ id: z.string(), title: bilingual, read: z.string().nullable().default(null), fail: bilingual.nullable().default(null) }))
    .min(1),
});

export const hintsFile = z.record(z.string(), z.array(z.string()).length(3));
export const glossaryFile = z.array(glossaryTerm);

export const datasetsFile = z.array(
  z.strictObject({
    id: z.string(),
    title: bilingual,
    source: z.string(),
    licence: z.string(),
    citation: z.string(),
    rows: z.number().int(),
    /** Our column → the column in the source. */
    columns: z.record(z.string(), z.string()),
  }),
);

export type ModuleFile = z.infer<typeof moduleFile>;
export type QuizFile = z.infer<typeof quizFile>;
export type DatasetFile = z.infer<typeof datasetsFile>[number];
