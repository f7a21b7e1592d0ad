/** The learner's progress, as events: sections read, cards answered, checks passed. */
import { z } from 'zod';
import { instant, language, procedure } from './base.ts';
import { card } from './catalog.ts';

export const moduleProgress = z.object({
  moduleId: z.string(),
  sectionsRead: z.array(z.string()),
  sections: z.number().int(),
  checksPassed: z.array(z.string()),
  checks: z.number().int(),
  cardsSeen: z.number().int(),
  cards: z.number().int(),
  lastAt: instant.nullable(),
});

export const overview = z.object({
  /** Where the learner stopped: a module, and the tab and section in it. */
  resume: z
    .object({ moduleId: z.string(), tab: z.enum(['estudar', 'diagramas', 'desafio', 'revisar']), section: z.string().nullable(), at: instant })
    .nullable(),
  dueCards: z.number().int(),
  modules: z.array(moduleProgress),
  firingAlerts: z.number().int(),
  endpoints: z.object({ ready: z.number().int(), unhealthy: z.number().int() }),
  runningRuns: z.number().int(),
});

/** `own`: of the module of the same name, the learner's own cards. */
export const dueCard = card.extend({
  kind: card.shape.kind.or(z.literal('own')),
  dueAt: instant.nullable(),
  state: z.enum(['new', 'learning', 'review', 'relearning']),
});
export const rating = z.enum(['again', 'hard', 'good', 'easy']);

export const studyContract = {
  overview: procedure().output(overview),
  visit: procedure()
    .input(z.object({ moduleId: z.string(), tab: z.enum(['estudar', 'diagramas', 'desafio', 'revisar']), section: z.string().optional() }))
    .output(z.void()),
  markRead: procedure('MODULE_NOT_FOUND')
    .input(z.object({ moduleId: z.string(), section: z.string(), read: z.boolean() }))
    .output(moduleProgress),
  /** Cards due now, oldest first, then new ones. */
  queue: procedure()
    .input(z.object({ language, moduleId: z.string().optional(), limit: z.number().int().default(50) }))
    .output(z.array(dueCard)),
  /** Answers with the instant at which the card comes back, what undoes it, and whether the card was set aside as a leech. */
  answer: procedure('CARD_NOT_FOUND')
    .input(z.object({ moduleId: z.string(), cardId: z.string(), rating }))
    .output(z.object({ dueAt: instant, answerId: z.number().int(), leech: z.boolean() })),
};

export type ModuleProgress = z.infer<typeof moduleProgress>;
export type Overview = z.infer<typeof overview>;
export type DueCard = z.infer<typeof dueCard>;
export type Rating = z.infer<typeof rating>;
