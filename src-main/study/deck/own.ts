/** The learner's own cards in SQLite. */
import type { OwnCard } from '../../contract/cards.ts';
import type { DueCard } from '../../contract/study.ts';
import type { Storage } from '../../storage/index.ts';

/** The module under which own cards are scheduled. */
export const ownModule = 'own';

/** A card as it is shown, whatever its schedule. */
export type Shown = Omit<DueCard, 'dueAt' | 'state'>;

export interface OwnRow {
  id: string;
  front: string;
  back: string;
  tags: string[];
  at: number;
}
type Kept = Omit<OwnCard, 'tags'> & { tags: string };
export type OwnCards = ReturnType<typeof createOwnCards>;

export function createOwnCards({ db, write }: Storage) {
  const select = `SELECT o.id, front, back, tags, changed_at AS changedAt, due_at AS dueAt FROM own_cards o
    LEFT JOIN card_states c ON c.module_id = '${ownModule}' AND c.card_id = o.id`;
  const all = db.prepare<[], Kept>(`${select} ORDER BY o.rowid`);
  const get = db.prepare<[string], Kept>(`${select} WHERE o.id = ?`);
  const shown = db.prepare<[string], Kept>('SELECT id, front, back, tags FROM own_cards WHERE id = ?');
  const unseen = db.prepare<[number], Kept>(`${select} WHERE c.card_id IS NULL ORDER BY o.rowid LIMIT ?`);
  const put = db.prepare(
    `INSERT INTO own_cards VALUES (@id, @front, @back, @tags, @at, @at)
     ON CONFLICT DO UPDATE SET front = excluded.front, back = excluded.back, tags = excluded.tags, changed_at = excluded.changed_at`,
  );
  const drop = db.prepare<[string]>('DELETE FROM own_cards WHERE id = ?');
  const dropState = db.prepare<[string]>(`DELETE FROM card_states WHERE module_id = '${ownModule}' AND card_id = ?`);
  const dropLeech = db.prepare<[string]>(`DELETE FROM leeches WHERE module_id = '${ownModule}' AND card_id = ?`);
  const card = (kept: Kept): OwnCard => ({ ...kept, tags: JSON.parse(kept.tags) as string[] });

  return {
    all: () => all.all().map(card),
    get(id: string): OwnCard | null {
      const kept = get.get(id);
      return kept ? card(kept) : null;
    },
    /** Null when there is none. */
    shown(id: string): Shown | null {
      const kept = shown.get(id);
      return kept ? shownOwn(card(kept)) : null;
    },
    /** At most so many that were never answered, oldest first. */
    unseen: (most: number) => unseen.all(most).map((kept) => shownOwn(card(kept))),
    /** All of them or none. */
    put: (rows: readonly OwnRow[]) => write(() => rows.forEach((row) => void put.run({ ...row, tags: JSON.stringify(row.tags) }))),
    /** False when there is none. What was answered stays in the history. */
    drop: (id: string) =>
      write(() => {
        dropState.run(id);
        dropLeech.run(id);
        return drop.run(id).changes > 0;
      }),
  };
}

export function shownOwn({ id, front, back, tags }: OwnCard): Shown {
  return { id, moduleId: ownModule, kind: 'own', front, back, tags };
}
