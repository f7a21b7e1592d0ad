/** Rows of plays: traffic by a timeline, and how far it has come. */
import type { Play } from '../../../contract/story.ts';
import type { Storage } from '../../../storage/index.ts';

export type PlayRow = Omit<Play, 'requests'> & { owner: string | null };
type Encoded = Omit<PlayRow, 'timeline'> & { timeline: string };

const columns = 'id, endpoint, timeline, status, sent, failed, told, started_at AS startedAt, ended_at AS endedAt, owner';
const kept = 100;

export function createPlayStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM plays WHERE id = ?`);
  const all = db.prepare<[number], Encoded>(`SELECT ${columns} FROM plays ORDER BY started_at DESC, id LIMIT ?`);
  const open = db.prepare<[string], Encoded>(
    `SELECT ${columns} FROM plays WHERE endpoint = ? AND status = 'running' ORDER BY started_at DESC LIMIT 1`,
  );
  const put = db.prepare<Encoded>(
    'INSERT OR REPLACE INTO plays VALUES (@id, @endpoint, @timeline, @status, @sent, @failed, @told, @startedAt, @endedAt, @owner)',
  );
  const setOwner = db.prepare<[string, string]>('UPDATE plays SET owner = ? WHERE id = ?');
  const decode = (row: Encoded): PlayRow => ({ ...row, timeline: JSON.parse(row.timeline) as Play['timeline'] });
  const save = (row: PlayRow) => put.run({ ...row, timeline: JSON.stringify(row.timeline) });

  return {
    row: (id: string): PlayRow | null => {
      const found = one.get(id);
      return found ? decode(found) : null;
    },
    list: () => all.all(kept).map(decode),
    /** The one that has not ended. */
    open: (endpoint: string): PlayRow | null => {
      const found = open.get(endpoint);
      return found ? decode(found) : null;
    },
    save: (row: PlayRow) => write(() => void save(row)),
    claim: (id: string, owner: string, lives: (owner: string) => boolean) =>
      write(() => {
        const row = one.get(id);
        if (row?.status !== 'running' || (row.owner !== null && lives(row.owner))) return false;
        setOwner.run(owner, id);
        return true;
      }),
  };
}
