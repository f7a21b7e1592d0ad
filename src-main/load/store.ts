/** Rows of load tests. */
import type { Failure } from '../contract/base.ts';
import type { LoadTest } from '../contract/load.ts';
import type { Storage } from '../storage/index.ts';

export interface LoadRow extends Omit<LoadTest, 'status'> {
  status: Exclude<LoadTest['status'], 'interrupted'>;
  owner: string;
}

type Encoded = Omit<LoadRow, 'plan' | 'result' | 'error'> & { plan: string; result: string; error: string | null };

const columns = `load_id AS loadId, endpoint, target, revision, status, plan, result, tracking_run_id AS trackingRunId, error, owner,
  started_at AS startedAt, ended_at AS endedAt`;

export type LoadStore = ReturnType<typeof createLoadStore>;

export function createLoadStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM load_tests WHERE load_id = ?`);
  const newest = db.prepare<[string | null, string | null, number], Encoded>(
    `SELECT ${columns} FROM load_tests WHERE ? IS NULL OR endpoint = ? ORDER BY started_at DESC, load_id LIMIT ?`,
  );
  const put = db.prepare<Encoded>(
    `INSERT OR REPLACE INTO load_tests VALUES (@loadId, @endpoint, @target, @revision, @status, @plan, @result, @trackingRunId, @error, @owner, @startedAt, @endedAt)`,
  );
  const running = db.prepare<[string], Encoded>(`SELECT ${columns} FROM load_tests WHERE endpoint = ? AND status = 'running'`);
  const drop = db.prepare<[string]>('DELETE FROM load_tests WHERE load_id = ?');

  const row = (loadId: string) => {
    const found = one.get(loadId);
    return found && decode(found);
  };
  return {
    row,
    list: (endpoint: string | null, limit: number) => newest.all(endpoint, endpoint, limit).map(decode),
    /** False when another test of the endpoint is under way: two at once would measure each other. */
    begin: (begun: LoadRow, isAlive: (owner: string) => boolean) =>
      write(() => {
        if (running.all(begun.endpoint).some(({ owner }) => isAlive(owner))) return false;
        put.run(encode(begun));
        return true;
      }),
    /** Changes what is still running; false when somebody ended it meanwhile. Progress may wait for a commit that somebody needs sooner. */
    change: (loadId: string, change: Partial<LoadRow>, withinMs = 0) =>
      write(
        () => {
          const now = row(loadId);
          if (now?.status !== 'running') return false;
          put.run(encode({ ...now, ...change }));
          return true;
        },
        { withinMs },
      ),
    remove: (loadId: string) => write(() => drop.run(loadId)),
  };
}

function encode(row: LoadRow): Encoded {
  return { ...row, plan: JSON.stringify(row.plan), result: JSON.stringify(row.result), error: row.error && JSON.stringify(row.error) };
}

function decode(row: Encoded): LoadRow {
  return {
    ...row,
    plan: JSON.parse(row.plan),
    result: JSON.parse(row.result),
    error: row.error === null ? null : (JSON.parse(row.error) as Failure),
  };
}
