/** The shape of the general material's files, and what holds each together. A file that does not fit names itself and the field. */
import { z } from 'zod';
import { bilingual } from '../contract/base.ts';
import { evidenceKind, theme } from '../contract/guide.ts';

/** Kinds that are asked of one architecture, or may be. */
const ofModule = ['read', 'checks', 'cards', 'quiz', 'runs'];
/** Kinds of which an architecture has so many and no more. */
const hasWhole = (kind: string) => kind === 'read' || kind === 'checks' || kind === 'quiz';
const needed = z
  .strictObject({ kind: evidenceKind, module: z.string().optional(), count: z.number().int().positive().optional() })
  .superRefine(({ kind, module, count }, { addIssue }) => {
    if (module !== undefined && !ofModule.includes(kind)) addIssue({ code: 'custom', message: `${kind} is of no single architecture` });
    if (module === undefined && hasWhole(kind)) addIssue({ code: 'custom', message: `${kind} needs an architecture` });
    if (count === undefined && !hasWhole(kind)) addIssue({ code: 'custom', message: `${kind} needs a count` });
  });
const link = z.string().regex(/^(arquitetura|desafio|glossario|pagina):[\w-]+$/);

function unique(ids: readonly string[], { addIssue }: { addIssue(issue: { code: 'custom'; message: string }): void }): void {
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) addIssue({ code: 'custom', message: `twice: ${twice.join(', ')}` });
}

export const roadmapFile = z
  .strictObject({
    hours: z.number().positive(),
    weeks: z
      .array(
        z.strictObject({
          id: z.string(),
          title: bilingual,
          goal: bilingual,
          deliverable: bilingual,
          tasks: z
            .array(
              z.strictObject({
                id: z.string(),
                hours: z.number().positive(),
                pt: z.string().min(1),
                en: z.string().min(1),
                links: z.array(link).default([]),
                evidence: needed.optional(),
              }),
            )
            .min(1),
        }),
      )
      .length(12),
  })
  .superRefine(({ hours, weeks }, context) => {
    unique(
      weeks.flatMap(({ tasks }) => tasks.map(({ id }) => id)),
      context,
    );
    for (const { id, tasks } of weeks) {
      const sum = tasks.reduce((total, task) => total + task.hours, 0);
      if (sum !== hours) context.addIssue({ code: 'custom', path: ['weeks', id], message: `${sum} hours, not ${hours}` });
    }
  });

export const skillsFile = z.array(
  z.strictObject({
    id: z.string(),
    title: bilingual,
    skills: z.array(z.strictObject({ id: z.string(), title: bilingual, text: bilingual, evidence: z.array(needed).min(1) })).min(1),
  }),
);

export const probes = [
  'data-pinned',
  'data-validated',
  'no-leakage',
  'reproducible',
  'tested',
  'gated',
  'registered',
  'packaged',
  'load-tested',
  'rolled-back',
] as const;

export const checklistFile = z
  .array(z.strictObject({ id: z.string(), probe: z.enum(probes), title: bilingual, why: bilingual, fix: bilingual }))
  .length(10)
  .superRefine((points, context) =>
    unique(
      points.map(({ probe }) => probe),
      context,
    ),
  );

const interview = { id: z.string(), question: z.string().min(10), answer: z.string().min(40) };
export const questionsFile = z.array(z.strictObject({ ...interview, theme, module: z.string().optional() })).superRefine((questions, context) =>
  unique(
    questions.map(({ id }) => id),
    context,
  ),
);
/** Of the other language only the words; theme and architecture stand in the first. */
export const questionWords = z.array(z.strictObject(interview));

export type Needed = z.infer<typeof needed>;
export type Probe = (typeof probes)[number];
