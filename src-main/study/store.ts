/** Study events and card states in SQLite. */
import type { DueCard, Rating } from '../contract/study.ts';
import type { Storage } from '../storage/index.ts';
import { ownModule } from './deck/own.ts';

export type StudyEventKind = 'visit' | 'read' | 'unread' | 'check' | 'card';
export interface StudyEvent {
  at: number;
  kind: StudyEventKind;
  moduleId: string;
  subject: string;
  detail: string | null;
}
/** What the learner did, whichever table keeps it. */
export interface StudyAct {
  at: number;
  kind: 'visit' | 'read' | 'check' | 'card' | 'question' | 'other';
  moduleId: string;
}
export interface CardRow {
  moduleId: string;
  cardId: string;
  dueAt: number;
  state: string;
}
/** An answer with the card as it was before it. */
export interface CardAnswer {
  at: number;
  moduleId: string;
  cardId: string;
  rating: Rating;
  state: DueCard['state'];
  before: string | null;
}

const columns = 'at, kind, module_id AS moduleId, subject, detail';
const cardColumns = 'module_id AS moduleId, card_id AS cardId, due_at AS dueAt, state';
const notLeech = 'NOT EXISTS (SELECT 1 FROM leeches l WHERE l.module_id = c.module_id AND l.card_id = c.card_id)';

export function createStudyStore({ db, write }: Storage) {
  const insert = db.prepare('INSERT INTO study_events (at, kind, module_id, subject, detail) VALUES (@at, @kind, @moduleId, @subject, @detail)');
  const ofModule = db.prepare<[string], StudyEvent>(`SELECT ${columns} FROM study_events WHERE module_id = ? ORDER BY id`);
  const acts = db.prepare<[], StudyAct>(
    `SELECT at, CASE kind WHEN 'unread' THEN 'other' ELSE kind END AS kind, module_id AS moduleId FROM study_events
     UNION ALL SELECT at, 'question', module_id FROM quiz_answers ORDER BY at`,
  );
  const lastVisit = db.prepare<[], StudyEvent>(`SELECT ${columns} FROM study_events WHERE kind = 'visit' ORDER BY id DESC LIMIT 1`);
  const due = db.prepare<[number, string | null], CardRow>(
    `SELECT ${cardColumns} FROM card_states c WHERE due_at <= ? AND module_id = coalesce(?, module_id) AND ${notLeech} ORDER BY due_at, module_id, card_id`,
  );
  const countDue = db.prepare<[number], { due: number }>(`SELECT count(*) AS due FROM card_states c WHERE due_at <= ? AND ${notLeech}`);
  const seen = db.prepare<[], string>(`SELECT module_id || '/' || card_id FROM card_states WHERE module_id <> '${ownModule}'`).pluck();
  const card = db.prepare<[string, string], CardRow>(`SELECT ${cardColumns} FROM card_states WHERE module_id = ? AND card_id = ?`);
  const saveCard = db.prepare(
    'INSERT INTO card_states VALUES (@moduleId, @cardId, @dueAt, @state) ON CONFLICT DO UPDATE SET due_at = excluded.due_at, state = excluded.state',
  );
  const saveAnswer = db.prepare<CardAnswer & { id: number }>(
    'INSERT INTO card_answers (id, at, module_id, card_id, rating, state, before) VALUES (@id, @at, @moduleId, @cardId, @rating, @state, @before)',
  );
  const saveLeech = db.prepare('INSERT OR REPLACE INTO leeches VALUES (@moduleId, @cardId, @answerId, @since)');

  return {
    add: (event: StudyEvent) => write(() => void insert.run(event)),
    addAll: (events: readonly StudyEvent[]) => write(() => events.forEach((event) => void insert.run(event))),
    ofModule: (moduleId: string) => ofModule.all(moduleId),
    acts: () => acts.all(),
    lastVisit: () => lastVisit.get() ?? null,
    /** Oldest first, without leeches; read as they are asked for. */
    due: (now: number, moduleId?: string) => due.iterate(now, moduleId ?? null),
    countDue: (now: number) => countDue.get(now)?.due ?? 0,
    /** `module/card` of every card of an architecture that was ever answered. */
    seen: () => new Set(seen.all()),
    card: (moduleId: string, cardId: string) => card.get(moduleId, cardId) ?? null,
    /** The answer's id. */
    answer: (row: CardRow, answer: CardAnswer, isLeech: boolean) =>
      write(() => {
        const { at, moduleId, cardId, rating } = answer;
        const id = Number(insert.run({ at, kind: 'card', moduleId, subject: cardId, detail: rating }).lastInsertRowid);
        saveCard.run(row);
        saveAnswer.run({ id, ...answer });
        if (isLeech) saveLeech.run({ moduleId, cardId, answerId: id, since: at });
        return id;
      }),
  };
}
