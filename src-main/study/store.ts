/** Study events and card states in SQLite. */
import type { Storage } from '../storage/index.ts';

export type StudyEventKind = 'visit' | 'read' | 'unread' | 'check' | 'card';
export interface StudyEvent {
  at: number;
  kind: StudyEventKind;
  moduleId: string;
  subject: string;
  detail: string | null;
}
export interface CardRow {
  moduleId: string;
  cardId: string;
  dueAt: number;
  state: string;
}

export function createStudyStore({ db, write }: Storage) {
  const columns = 'at, kind, module_id AS moduleId, subject, detail';
  const insert = db.prepare('INSERT INTO study_events (at, kind, module_id, subject, detail) VALUES (@at, @kind, @moduleId, @subject, @detail)');
  const ofModule = db.prepare<[string], StudyEvent>(`SELECT ${columns} FROM study_events WHERE module_id = ? ORDER BY id`);
  const lastVisit = db.prepare<[], StudyEvent>(`SELECT ${columns} FROM study_events WHERE kind = 'visit' ORDER BY id DESC LIMIT 1`);
  const cards = db.prepare<[], CardRow>('SELECT module_id AS moduleId, card_id AS cardId, due_at AS dueAt, state FROM card_states');
  const card = db.prepare<[string, string], CardRow>(
    'SELECT module_id AS moduleId, card_id AS cardId, due_at AS dueAt, state FROM card_states WHERE module_id = ? AND card_id = ?',
  );
  const saveCard = db.prepare(
    'INSERT INTO card_states VALUES (@moduleId, @cardId, @dueAt, @state) ON CONFLICT DO UPDATE SET due_at = excluded.due_at, state = excluded.state',
  );

  return {
    add: (event: StudyEvent) => write(() => void insert.run(event)),
    addAll: (events: readonly StudyEvent[]) => write(() => events.forEach((event) => void insert.run(event))),
    ofModule: (moduleId: string) => ofModule.all(moduleId),
    lastVisit: () => lastVisit.get() ?? null,
    cards: () => cards.all(),
    card: (moduleId: string, cardId: string) => card.get(moduleId, cardId) ?? null,
    answer: (row: CardRow, event: StudyEvent) =>
      write(() => {
        saveCard.run(row);
        insert.run(event);
      }),
  };
}
