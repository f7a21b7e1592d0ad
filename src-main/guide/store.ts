/** Guide events and stories in SQLite. */
import type { StarStory } from '../contract/guide.ts';
import type { Storage } from '../storage/index.ts';

export interface GuideEvent {
  at: number;
  kind: 'tick' | 'untick' | 'practice' | 'portfolio';
  subject: string;
  detail: string | null;
}

export function createGuideStore({ db, write }: Storage) {
  const insert = db.prepare<GuideEvent>('INSERT INTO guide_events (at, kind, subject, detail) VALUES (@at, @kind, @subject, @detail)');
  const events = db.prepare<[], GuideEvent>('SELECT at, kind, subject, detail FROM guide_events ORDER BY id');
  const columns = 'id, module_id AS moduleId, title, situation, task, action, result, changed_at AS changedAt';
  const stories = db.prepare<[], StarStory>(`SELECT ${columns} FROM stories ORDER BY changed_at DESC, id`);
  const put = db.prepare<StarStory>(
    'INSERT OR REPLACE INTO stories VALUES (@id, @moduleId, @title, @situation, @task, @action, @result, @changedAt)',
  );
  const drop = db.prepare<[string]>('DELETE FROM stories WHERE id = ?');
  return {
    add: (event: GuideEvent) => write(() => void insert.run(event)),
    events: () => events.all(),
    stories: () => stories.all(),
    putStory: (story: StarStory) => write(() => void put.run(story)),
    /** False when there is none. */
    dropStory: (id: string) => write(() => drop.run(id).changes > 0),
  };
}

/** What is ticked now. */
export function tickedIn(events: readonly GuideEvent[]): Set<string> {
  const ticked = new Set<string>();
  for (const { kind, subject } of events) {
    if (kind === 'tick') ticked.add(subject);
    if (kind === 'untick') ticked.delete(subject);
  }
  return ticked;
}
