/**
 * Fills a home's database with runs, straight by SQL: `node benchmarks/tracking/seed.ts <database> <runs> [steps]`.
 * Every run has 10 params, 10 metrics and 3 tags, all functions of its number, so that another store can be given the same. With `steps`, the run
 * numbered 1 has that many points of each of ten keys `curva0`…`curva9`.
 */
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../src-main/storage/index.ts';

export interface Seed {
  database: string;
  runs: number;
  /** Points of each long history. */
  steps?: number;
}

/** The experiment that holds the runs. */
export const seededExperiment = 1;
export const seededRun = `${'0'.repeat(31)}1`;
export const curves = Array.from({ length: 10 }, (_, i) => `curva${i}`);

const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :runs)';
const digits = 'WITH RECURSIVE d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k < 9)';
/** Spreads the numbers of the runs over 0…999,999 without repeating a value. */
const spread = (factor: string) => `((i * 7919 + ${factor} * 104729) % 1000003)`;

export async function seed({ database, runs, steps = 0 }: Seed): Promise<void> {
  await openDatabase(database).close();
  const db = new Sqlite(database);
  db.pragma('synchronous = OFF');
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('params', 'tags', 'latest_metrics', 'runs')",
    )
    .all();
  db.transaction(() => {
    for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
    db.prepare(
      `INSERT INTO experiments (experiment_id, name, creation_time, last_update_time, artifact_location)
       VALUES (${seededExperiment}, 'semeado', 0, 0, 'mlflow-artifacts:/${seededExperiment}')`,
    ).run();
    db.prepare(
      `${numbers} INSERT INTO runs (id, run_id, experiment_id, name, status, start_time, end_time, user_id)
       SELECT i, format('%032x', i), ${seededExperiment}, 'corrida-' || i, CASE i % 10 WHEN 0 THEN 'FAILED' ELSE 'FINISHED' END,
              1700000000000 + i * 1000, 1700000000000 + i * 1000 + 500, 'ana' FROM n`,
    ).run({ runs });
    const perRun = (table: string, columns: string, values: string) =>
      db
        .prepare(
          `INSERT INTO ${table} ${columns} ${numbers}, d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k < 9) SELECT ${values} FROM n, d`,
        )
        .run({ runs });
    perRun(
      'params',
      '(run, key, value)',
      `i, 'p' || k, CASE WHEN k < 3 THEN 'v' || ((i * 31 + k) % (k * 10 + 4)) ELSE CAST(${spread('k')} / 1e6 AS TEXT) END`,
    );
    perRun(
      'latest_metrics',
      '(run, key, step, timestamp, value, is_nan, first_step, contiguous)',
      `i, 'm' || k, 0, 1700000000000 + i * 1000, ${spread('(k + 3)')} / 1e6, 0, 0, 1`,
    );
    perRun('metrics', '(run, key, step, timestamp, value, is_nan)', `i, 'm' || k, 0, 1700000000000 + i * 1000, ${spread('(k + 3)')} / 1e6, 0`);
    db.prepare(
      `INSERT INTO tags (run, key, value) ${numbers}
       SELECT i, 'mlflow.runName', 'corrida-' || i FROM n UNION ALL SELECT i, 'mlflow.user', 'ana' FROM n UNION ALL SELECT i, 'grupo', 'g' || (i % 50) FROM n`,
    ).run({ runs });
    if (steps > 0) longHistories(db, steps);
    for (const { sql } of indexes) db.exec(sql);
  })();
  db.close();
  const after = new Sqlite(database);
  after.pragma('wal_checkpoint(TRUNCATE)');
  after.close();
}

function longHistories(db: Sqlite.Database, steps: number): void {
  db.prepare(
    `${digits}, s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < :steps - 1)
     INSERT INTO metrics (run, key, step, timestamp, value, is_nan)
     SELECT 1, 'curva' || k, i, 1700000000000 + i, abs(((i * 48271 + k) % 65537) / 65537.0 - 0.5), 0 FROM d, s`,
  ).run({ steps });
  db.prepare(
    `INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan, first_step, contiguous)
     SELECT run, key, step, timestamp, value, is_nan, 0, 1 FROM metrics WHERE run = 1 AND key LIKE 'curva%' AND step = :last`,
  ).run({ last: steps - 1 });
}

if (import.meta.main) {
  const [database, runs, steps] = process.argv.slice(2);
  if (!database || !runs) throw new Error('usage: seed.ts <database> <runs> [steps]');
  await seed({ database, runs: Number(runs), steps: Number(steps ?? 0) });
}
