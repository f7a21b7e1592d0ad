/** How far the learner is, told from events: days, time, what to do next, and what the lab itself can see. */
import { z } from 'zod';
import { instant, language, procedure } from './base.ts';

/** By the calendar of this machine, `2026-11-22`. */
const day = z.object({
  day: z.string(),
  minutes: z.number(),
  read: z.number().int(),
  checks: z.number().int(),
  cards: z.number().int(),
  questions: z.number().int(),
  runs: z.number().int(),
});

export const nextStep = z.object({
  /** `begin`: a first text; `task`: of the roadmap, which only the person can tick. */
  kind: z.enum(['begin', 'review', 'challenge', 'read', 'quiz', 'begin-challenge', 'task']),
  moduleId: z.string().nullable(),
  /** Of the module, or of the task. */
  title: z.string(),
  have: z.number().int(),
  need: z.number().int(),
  minutes: z.number().int().nullable(),
  section: z.string().nullable(),
});

export const moduleStanding = z.object({
  moduleId: z.string(),
  title: z.string(),
  read: z.object({ have: z.number().int(), need: z.number().int() }),
  checks: z.object({ have: z.number().int(), need: z.number().int() }),
  questions: z.object({ have: z.number().int(), need: z.number().int() }),
  cards: z.object({ have: z.number().int(), need: z.number().int() }),
  /** Mean of the four shares. */
  share: z.number(),
  minutes: z.number(),
  lastAt: instant.nullable(),
});

export const standing = z.object({
  today: z.string(),
  /** Days with something, oldest first, of the last 26 weeks. */
  days: z.array(day),
  /** Minutes between acts that lie less than `pauseMinutes` apart: an estimate, and the page says so. */
  time: z.object({ total: z.number(), week: z.number(), today: z.number(), pauseMinutes: z.number().int() }),
  /** Days of study in a row, where up to `rest` days off between two do not count against it. */
  rhythm: z.object({ days: z.number().int(), rest: z.number().int(), longest: z.number().int(), week: z.number().int(), all: z.number().int() }),
  /** The best first. */
  next: z.array(nextStep),
  modules: z.array(moduleStanding),
  /** From 0 to 1, by evidence alone. */
  skills: z.array(z.object({ id: z.string(), title: z.string(), level: z.number() })),
  weeks: z.array(
    z.object({ id: z.string(), title: z.string(), done: z.number().int(), tasks: z.number().int(), hoursDone: z.number(), hours: z.number() }),
  ),
});

export const progressContract = {
  standing: procedure().input(z.object({ language })).output(standing),
};

export type StudyDay = z.infer<typeof day>;
export type NextStep = z.infer<typeof nextStep>;
export type ModuleStanding = z.infer<typeof moduleStanding>;
export type Standing = z.infer<typeof standing>;
