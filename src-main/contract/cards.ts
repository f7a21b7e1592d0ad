/** Cards beyond the daily queue: the last answer undone, leeches, statistics, the learner's own cards, Anki's text format. */
import { z } from 'zod';
import { instant, language, procedure } from './base.ts';
import { dueCard } from './study.ts';

/** As Anki has them: no spaces inside. */
const tag = z.string().max(100).regex(/^\S+$/);
const side = z.string().trim().min(1).max(20_000);
export const cardDraft = z.object({ front: side, back: side, tags: z.array(tag).max(50) });

export const ownCard = z.object({
  id: z.string(),
  front: z.string(),
  back: z.string(),
  tags: z.array(z.string()),
  changedAt: instant,
  /** Null until its first answer. */
  dueAt: instant.nullable(),
});

export const leech = dueCard.extend({ lapses: z.number().int(), since: instant });

const recall = z.object({ answers: z.number().int(), recalled: z.number().int() });

export const cardStats = z.object({
  /** By the calendar of this machine, `2026-11-22`; days without answers are left out. The last 365 days, today included. */
  days: z.array(z.object({ day: z.string(), answers: z.number().int() })),
  today: z.string(),
  /**
   * True retention: answers other than "again" to cards in review, by the interval they had (mature: 21 days or more).
   * `unknown`: answers of the period that are older than the record of a card's state, and are left out.
   */
  retention: z.array(z.object({ overDays: z.number().int(), young: recall, mature: recall, unknown: z.number().int() })),
  /** Cards due today (late ones included) and on each of the 29 days after. */
  forecast: z.array(z.object({ day: z.string(), due: z.number().int() })),
  cards: z.object({ learning: z.number().int(), young: z.number().int(), mature: z.number().int(), leeches: z.number().int() }),
});

export const cardsImported = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  /** Cards of the lab's own content, which are there already. */
  ofLab: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), why: z.enum(['empty', 'long', 'columns', 'tags']) })),
});

export const cardsContract = {
  /** Takes an answer back: the card is as it was before. CARD_ANSWER_GONE when it is no longer the card's last one. */
  undo: procedure('CARD_ANSWER_GONE')
    .input(z.object({ answerId: z.number().int() }))
    .output(z.object({ moduleId: z.string(), cardId: z.string() })),
  own: procedure().output(z.array(ownCard)),
  /** Without an id a new card, else that one changed; its schedule stays. */
  save: procedure('CARD_NOT_FOUND')
    .input(cardDraft.extend({ id: z.string().optional() }))
    .output(ownCard),
  remove: procedure('CARD_NOT_FOUND')
    .input(z.object({ id: z.string() }))
    .output(z.void()),
  leeches: procedure().input(z.object({ language })).output(z.array(leech)),
  release: procedure('CARD_NOT_FOUND')
    .input(z.object({ moduleId: z.string(), cardId: z.string() }))
    .output(z.void()),
  stats: procedure().output(cardStats),
  /** Anki's "notes in plain text". Schedules are not part of that format. */
  toAnki: procedure()
    .input(z.object({ language, which: z.enum(['all', 'own']) }))
    .output(z.object({ text: z.string(), cards: z.number().int() })),
  /** All of it or nothing is written. */
  fromAnki: procedure('CARDS_FILE_INVALID')
    .input(z.object({ text: z.string().max(3_500_000) }))
    .output(cardsImported),
};

export type CardDraft = z.infer<typeof cardDraft>;
export type OwnCard = z.infer<typeof ownCard>;
export type Leech = z.infer<typeof leech>;
export type CardStats = z.infer<typeof cardStats>;
export type CardsImported = z.infer<typeof cardsImported>;
