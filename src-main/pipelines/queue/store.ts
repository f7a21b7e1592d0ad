/** The queue's table, and the memory that the steps of other cores have. */
import { isAlive } from '../../common/owner.ts';
import type { Storage } from '../../storage/index.ts';
import type { Entry } from './decide.ts';

export interface QueueRow extends Entry {
  owner: string | null;
  pipeline: string;
  trigger: string | null;
}

type Row = Omit<QueueRow, 'tags' | 'admitted'> & { tags: string; admitted: number };

/** A thousand steps that begin at once ask a thousand times. */
const askMs = 20;

export function createQueueStore({ db }: Pick<Storage, 'db'>) {
  // CROSS: from the few that wait to their runs; the planner would read every run that there ever was.
  const rows = db.prepare<[], Row>(`
    SELECT q.run_id AS runId, q.admitted, q.priority, q.tags, q.lane, q.memory, q.entered_at AS enteredAt, r.owner, r.pipeline, f.name AS trigger
    FROM run_queue q CROSS JOIN pipeline_runs r USING (run_id) LEFT JOIN firings f ON f.run_id = q.run_id`);
  const put = db.prepare<[string, number, string, string | null, number, number]>(
    'INSERT INTO run_queue (run_id, priority, tags, lane, memory, entered_at) VALUES (?,?,?,?,?,?)',
  );
  const admit = db.prepare<[string]>('UPDATE run_queue SET admitted = 1 WHERE run_id = ?');
  const prioritise = db.prepare<[number, string]>('UPDATE run_queue SET priority = ? WHERE run_id = ? AND admitted = 0');
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  const running = db.prepare<[], { owner: string | null; bytes: number }>(`
    SELECT r.owner, sum(a.memory) AS bytes FROM step_attempts a CROSS JOIN pipeline_runs r USING (run_id) WHERE a.status = 'running' GROUP BY r.owner`);
  let askedAt = Number.NEGATIVE_INFINITY;
  let seen = -1;
  let known = 0;

  return {
    rows: (): QueueRow[] => rows.all().map((row) => ({ ...row, tags: JSON.parse(row.tags), admitted: row.admitted === 1 })),
    put({ runId, priority, tags, lane, memory, enteredAt }: Omit<Entry, 'admitted'>): void {
      put.run(runId, priority, JSON.stringify(tags), lane, memory, enteredAt);
    },
    admit: (runId: string) => void admit.run(runId),
    prioritise: (runId: string, priority: number): boolean => prioritise.run(priority, runId).changes === 1,
    /** Counted anew only when another connection has written: the number of the data says so, and it is asked for no oftener than that matters. */
    bytesOfOthers(owner: string, exactly = false): number {
      const at = performance.now();
      if (!exactly && at - askedAt < askMs) return known;
      askedAt = at;
      const now = version.get()!;
      if (now === seen) return known;
      seen = now;
      known = running.all().reduce((sum, row) => sum + (row.owner !== null && row.owner !== owner && isAlive(row.owner) ? row.bytes : 0), 0);
      return known;
    },
  };
}

export type QueueStore = ReturnType<typeof createQueueStore>;
