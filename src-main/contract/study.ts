/** The learner's progress, as events: sections read, cards and questions answered, checks passed. */
import { z } from 'zod';
import { instant, language, procedure } from './base.ts';
import { card } from './catalog.ts';

const moduleTab = z.enum(['estudar', 'diagramas', 'desafio', 'questionario', 'revisar']);

export const moduleProgress = z.object({
  moduleId: z.string(),
  sectionsRead: z.array(z.string()),
  sections: z.number().int(),
  checksPassed: z.array(z.string()),
  checks: z.number().int(),
  cardsSeen: z.number().int(),
  cards: z.number().int(),
  /** Of the quiz: those whose last answer was right. */
  questionsRight: z.number().int(),
  questions: z.number().int(),
  lastAt: instant.nullable(),
});

export const overview = z.object({
  /** Where the learner stopped: a module, and the tab and section in it. */
  resume: z.object({ moduleId: z.string(), tab: moduleTab, section: z.string().nullable(), at: instant }).nullable(),
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

export const quizQuestion = z.object({
  id: z.string(),
  kind: z.enum(['scenario', 'code', 'diagram', 'contrast']),
  /** Markdown, as are the options and their reasons. */
  question: z.string(),
  options: z.array(z.object({ text: z.string(), why: z.string(), right: z.boolean() })),
  /** The section of the study text that it is about. */
  read: z.object({ section: z.string(), title: z.string() }),
  last: z.object({ at: instant, chosen: z.number().int(), right: z.boolean() }).nullable(),
});

export const studyContract = {
  overview: procedure().output(overview),
  visit: procedure()
    .input(z.object({ moduleId: z.string(), tab: moduleTab, section: z.string().optional() }))
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
  /** The questions of a module with the last answer to each. */
  quiz: procedure('MODULE_NOT_FOUND')
    .input(z.object({ moduleId: z.string(), language }))
    .output(z.array(quizQuestion)),
  /** `chosen` counts the options as they are written, from 0. */
  answerQuestion: procedure('MODULE_NOT_FOUND', 'QUESTION_NOT_FOUND')
    .input(z.object({ moduleId: z.string(), questionId: z.string(), chosen: z.number().int().min(0) }))
    .output(z.object({ right: z.boolean() })),
};

export type ModuleProgress = z.infer<typeof moduleProgress>;
export type Overview = z.infer<typeof overview>;
export type DueCard = z.infer<typeof dueCard>;
export type QuizQuestion = z.infer<typeof quizQuestion>;
export type Rating = z.infer<typeof rating>;
