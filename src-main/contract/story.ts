/** Traffic on a timeline: what is asked, at what pace, what goes wrong from when to when, and when the truth comes. A file, so that it can be played again. */
import { z } from 'zod';
import { instant } from './base.ts';

const share = z.number().min(0).max(1);
const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of the story: `500ms`, `20s`, `3m`, `1h`, `2d`; null when it is none. */
export function storyMs(text: string): number | null {
  const [, value, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  return value === undefined ? null : Math.round(Number(value) * units[unit]!);
}
const span = z.string({ error: '@duration' }).refine((text) => storyMs(text) !== null, { error: '@duration' });

/** From when to when, as shares of the requests. */
const stretch = {
  from: share.default(0.5),
  to: share.default(1),
  /** `sudden`: all at once; `gradual`: more and more; `seasonal`: up and down once in each period; `recurring`: there for half of each period. */
  shape: z.enum(['sudden', 'gradual', 'seasonal', 'recurring']).default('sudden'),
  period: share.default(0.25),
};

export const storyEvent = z.discriminatedUnion('kind', [
  /** A feature moves by so many standard deviations, or so much of it takes a rare category. */
  z.strictObject({ kind: z.literal('covariate'), feature: z.string(), size: z.number().min(-20).max(20).default(1.5), ...stretch }),
  /** The same rows mean something else: so many of the truths are another class. */
  z.strictObject({ kind: z.literal('concept'), share: share.default(0.4), ...stretch }),
  /** One class becomes frequent; its rows stay what they were. */
  z.strictObject({ kind: z.literal('label-shift'), label: z.string(), share: share.default(0.5), ...stretch }),
  z.strictObject({ kind: z.literal('missing'), feature: z.string(), share: share.default(0.5), ...stretch }),
  z.strictObject({
    kind: z.literal('outliers'),
    feature: z.string(),
    share: share.default(0.05),
    size: z.number().min(1).max(100).default(8),
    ...stretch,
  }),
  /** The feature comes under another name. */
  z.strictObject({ kind: z.literal('schema'), feature: z.string(), rename: z.string().min(1), ...stretch }),
  /** Bodies that are no JSON. */
  z.strictObject({ kind: z.literal('errors'), share: share.default(0.2), ...stretch }),
  /** The service answers so much later. */
  z.strictObject({ kind: z.literal('latency'), ms: z.number().int().min(1).max(8000).default(800), share: share.default(1), ...stretch }),
  /** So many times as many requests in the same time. */
  z.strictObject({ kind: z.literal('spike'), factor: z.number().min(1).max(50).default(5), ...stretch }),
]);

export const story = z.strictObject({
  name: z.string().min(1).max(80),
  seed: z.number().int().default(1),
  /** How fast the story goes. */
  clock: z.number().min(1).max(10_000).default(1000),
  /** Of the story, between two requests. */
  every: span.default('20s'),
  /** Without it: the whole stream, or a thousand. */
  requests: z.number().int().min(1).max(100_000).optional(),
  /** Rows in their order; without it, rows of the training sample by lot. */
  stream: z
    .strictObject({
      dataset: z.string(),
      /** Rows left out at its beginning. */
      skip: z.number().int().min(0).default(0),
      /** Requests for each row, each a row within so many places of it. */
      perRow: z.number().int().min(1).max(100).default(1),
      neighbours: z.number().int().min(0).max(1000).default(0),
    })
    .optional(),
  /** A column of the stream, told so long after the answer. */
  truth: z.strictObject({ column: z.string(), delay: span.default('0s'), share: share.default(1) }).optional(),
  events: z.array(storyEvent).max(50).default([]),
});

export const play = z.object({
  id: z.string(),
  endpoint: z.string(),
  timeline: story,
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  requests: z.number().int(),
  sent: z.number().int(),
  failed: z.number().int(),
  /** Truths that have been told. */
  told: z.number().int(),
  startedAt: instant,
  endedAt: instant.nullable(),
});

/** What a timeline would send, without sending it: strengths of its events and statistics of its rows over slices of the story. */
export const storyPreview = z.object({
  requests: z.number().int(),
  storyMs: z.number(),
  realMs: z.number(),
  slices: z.array(
    z.object({
      at: z.number(),
      perSecond: z.number(),
      /** Share of requests with a broken body, and the mean hold-up of all. */
      broken: z.number(),
      delayMs: z.number(),
      /** By event, in their order. */
      strengths: z.array(z.number()),
      /** Mean of numeric features; share of gaps. */
      means: z.record(z.string(), z.number().nullable()),
      missing: z.record(z.string(), z.number()),
      truths: z.record(z.string(), z.number()),
    }),
  ),
});

export type Story = z.infer<typeof story>;
export type StoryInput = z.input<typeof story>;
export type StoryEvent = z.infer<typeof storyEvent>;
export type Play = z.infer<typeof play>;
export type StoryPreview = z.infer<typeof storyPreview>;
