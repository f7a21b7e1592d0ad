/** Answers taken back, leeches, and the rows that statistics are made of. */
import type { Rating } from '../../contract/study.ts';
import type { Storage } from '../../storage/index.ts';
import { cardDue } from '../cards.ts';

interface AnswerRow {
  moduleId: string;
  cardId: string;
  state: string | null;
  before: string | null;
}
export interface PastAnswer {
  at: number;
  rating: Rating;
  state: string | null;
  /** The interval that the card had. */
  days: number | null;
}
export interface LeechRow {
  moduleId: string;
  cardId: string;
  since: number;
  dueAt: number;
  state: string;
}
export interface DueRow {
  dueAt: number;
  /** As ts-fsrs numbers them; 2 is review. */
  phase: number;
  days: number;
}

export function createDeckStore({ db, write }: Storage) {
  const answer = db.prepare<[number], AnswerRow>(
    `SELECT a.module_id AS moduleId, a.card_id AS cardId, a.state, before FROM card_answers a WHERE id = ?
       AND state IS NOT NULL AND EXISTS (SELECT 1 FROM card_states c WHERE c.module_id = a.module_id AND c.card_id = a.card_id)
       AND NOT EXISTS (SELECT 1 FROM card_answers b WHERE b.module_id = a.module_id AND b.card_id = a.card_id AND b.id > a.id)`,
  );
  const dropAnswer = db.prepare<[number]>('DELETE FROM card_answers WHERE id = ?');
  const dropEvent = db.prepare<[number]>("DELETE FROM study_events WHERE id = ? AND kind = 'card'");
  const dropLeechOf = db.prepare<[number]>('DELETE FROM leeches WHERE answer_id = ?');
  const dropCard = db.prepare<[string, string]>('DELETE FROM card_states WHERE module_id = ? AND card_id = ?');
  const putCard = db.prepare('UPDATE card_states SET due_at = ?, state = ? WHERE module_id = ? AND card_id = ?');
  const leeches = db.prepare<[], LeechRow>(
    `SELECT module_id AS moduleId, card_id AS cardId, since, due_at AS dueAt, state
     FROM leeches JOIN card_states USING (module_id, card_id) ORDER BY since DESC, module_id, card_id`,
  );
  const release = db.prepare<[string, string]>('DELETE FROM leeches WHERE module_id = ? AND card_id = ?');
  const past = db.prepare<[number], PastAnswer>(
    `SELECT at, rating, state, json_extract(before, '$.scheduled_days') AS days FROM card_answers WHERE at >= ? ORDER BY at`,
  );
  const ahead = db.prepare<[], DueRow>(
    `SELECT due_at AS dueAt, json_extract(state, '$.state') AS phase, json_extract(state, '$.scheduled_days') AS days FROM card_states c
     WHERE NOT EXISTS (SELECT 1 FROM leeches l WHERE l.module_id = c.module_id AND l.card_id = c.card_id)`,
  );

  return {
    /** Null when it is not the last answer of a card that is still there. */
    undo: (id: number) =>
      write(() => {
        const row = answer.get(id);
        if (!row) return null;
        const { moduleId, cardId, before } = row;
        if (before === null) dropCard.run(moduleId, cardId);
        else putCard.run(cardDue(before), before, moduleId, cardId);
        dropLeechOf.run(id);
        dropAnswer.run(id);
        dropEvent.run(id);
        return { moduleId, cardId };
      }),
    leeches: () => leeches.all(),
    /** False when it was none. */
    release: (moduleId: string, cardId: string) => write(() => release.run(moduleId, cardId).changes > 0),
    past: (since: number) => past.all(since),
    ahead: () => ahead.all(),
  };
}
