/** `pointDropper`: takes points of one run back, inside a change, and says anew what is known of the histories that are left. */
import type Sqlite from 'better-sqlite3';

export interface Dropped {
  /** Without it, all of the run's. */
  keys?: readonly string[];
  /** Points of that time or later. */
  since: number;
}

export function pointDropper(db: Sqlite.Database) {
  const all = db.prepare<[number], string>('SELECT key FROM latest_metrics WHERE run = ?').pluck();
  const points = db.prepare<[number, string, number]>('DELETE FROM metrics WHERE run = ? AND key = ? AND timestamp >= ?');
  const forget = db.prepare<[number, string]>('DELETE FROM latest_metrics WHERE run = ? AND key = ?');
  const latest = db.prepare<{ run: number; key: string }>(
    `INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan, first_step, contiguous)
     SELECT run, key, step, timestamp, value, is_nan, (SELECT min(step) FROM metrics WHERE run = @run AND key = @key),
       (SELECT count(*) = max(step) - min(step) + 1 AND count(*) = count(DISTINCT step) FROM metrics WHERE run = @run AND key = @key)
     FROM metrics WHERE run = @run AND key = @key ORDER BY step DESC, timestamp DESC, value DESC, is_nan LIMIT 1`,
  );
  const taken = db.prepare<[number]>('UPDATE runs SET taken_back = taken_back + 1 WHERE id = ?');
  return (run: number, { keys = all.all(run), since }: Dropped): void => {
    let any = false;
    for (const key of keys) {
      if (points.run(run, key, since).changes === 0) continue;
      any = true;
      forget.run(run, key);
      latest.run({ run, key });
    }
    if (any) taken.run(run);
  };
}
