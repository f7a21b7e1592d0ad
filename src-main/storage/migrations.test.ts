import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChanges } from '../common/changes.ts';
import { createTracking } from '../tracking/index.ts';
import { openArtifacts, openDatabase } from './index.ts';
import { migrate } from './migrate.ts';

/** A file of every schema that was ever released, as its own core wrote it. */
const fixtures = new URL('./fixtures/', import.meta.url);
const newest = Math.max(...readdirSync(new URL('./migrations/', import.meta.url)).map((name) => Number.parseInt(name, 10)));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function released(schema: string): string {
  const path = join(folder, 'lab.db');
  writeFileSync(path, gunzipSync(readFileSync(new URL(`schema-${schema}.db.gz`, fixtures))));
  return path;
}

type Rows = Record<string, number>;

/** Without comments, which are taken out where a migration is cut into its statements. */
function shape(db: Sqlite.Database): string[] {
  const all = db.prepare<[], string>("SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").pluck().all();
  return all.map((sql) => sql.replace(/--.*$/gm, '').replace(/\s+/g, ' '));
}
function rowsOf(db: Sqlite.Database): Rows {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all();
  return Object.fromEntries(tables.map((table) => [table, db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get()!]));
}
const version = (db: Sqlite.Database) => db.pragma('user_version', { simple: true }) as number;
function expectSound(db: Sqlite.Database): void {
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
}

describe('a file of schema 0008', () => {
  /** Tables that were taken over by others, and where their rows are now. */
  const successors: Record<string, string> = {
    artifacts: "artifact_tree WHERE folder LIKE '%/artifacts%' AND digest IS NOT NULL",
    alias_moves: "registry_events WHERE kind = 'alias'",
  };

  it('is upgraded with every row in its place', async () => {
    const path = released('0008');
    const old = new Sqlite(path);
    const before = rowsOf(old);
    old.close();
    const storage = openDatabase(path);
    expect(version(storage.db)).toBe(newest);
    expectSound(storage.db);
    const after = rowsOf(storage.db);
    for (const [table, rows] of Object.entries(before)) {
      const now = successors[table] ? storage.db.prepare<[], number>(`SELECT count(*) FROM ${successors[table]}`).pluck().get() : after[table];
      expect([table, now]).toEqual([table, rows]);
    }
    await storage.close();
  });

  it('has the shape of one that was made anew', async () => {
    const upgraded = openDatabase(released('0008'));
    const fresh = openDatabase(':memory:');
    const columns = (db: Sqlite.Database) =>
      Object.keys(rowsOf(db))
        .sort()
        .map((table) => [table, db.pragma(`table_info("${table}")`), db.pragma(`foreign_key_list("${table}")`)]);
    expect(columns(upgraded.db)).toEqual(columns(fresh.db));
    expect(shape(upgraded.db)).toEqual(shape(fresh.db));
    await upgraded.close();
    await fresh.close();
  });

  it('shows its runs as they were, and takes new points', async () => {
    const storage = openDatabase(released('0008'));
    const artifacts = openArtifacts(join(folder, 'artifacts'));
    const tracking = createTracking({ storage, artifacts, changes: createChanges(), clock: { now: () => 2 } });
    const parent = tracking.runs.detail('1'.padStart(32, '0'));
    expect(parent).toMatchObject({
      name: 'pai',
      experimentId: '1',
      lifecycle: 'active',
      userId: '',
      artifactUri: `mlflow-artifacts:/1/${parent.runId}/artifacts`,
      pipelineRunId: 'p1',
      params: { árvores: '60', 'a/b': 'x'.repeat(100) },
      metrics: { seguida: 1 / 40, 'com buracos': 'NaN', repetida: 2, infinita: 'Infinity' },
      children: [{ name: 'filho', status: 'FINISHED', metrics: { só: 0.5 } }],
    });
    expect(await tracking.history.points(parent.runId, 'seguida')).toHaveLength(40);
    expect(tracking.artifactView.list({ runId: parent.runId, path: '' })).toEqual([{ path: 'nota.txt', isDir: false, bytes: 4 }]);
    const latest = (key: string) =>
      storage.db.prepare<[string], object>('SELECT first_step, contiguous FROM latest_metrics WHERE run = 1 AND key = ?').get(key);
    expect(latest('seguida')).toEqual({ first_step: 3, contiguous: 1 });
    expect(latest('com buracos')).toEqual({ first_step: 0, contiguous: 0 });
    expect(latest('repetida')).toEqual({ first_step: 0, contiguous: 0 });
    await tracking.log.metric(parent.runId, { key: 'seguida', value: 0, step: 43, timestamp: 2000 });
    expect(latest('seguida')).toEqual({ first_step: 3, contiguous: 1 });
    await storage.close();
  });
});

/** The statements of a migration, one by one. */
function statements(sql: string): string[] {
  return sql
    .replace(/--.*$/gm, '')
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** Migrates `path`; after each statement, what a kill at that moment would leave on the disk is put aside. */
function migrateAndKill(path: string): string[] {
  const left: string[] = [];
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  const exec = db.exec.bind(db);
  db.exec = (sql) => {
    for (const statement of statements(sql)) {
      exec(statement);
      const copy = join(folder, `killed-${left.length}.db`);
      for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, copy + part);
      left.push(copy);
    }
    return db;
  };
  migrate(db);
  db.close();
  return left;
}

describe('a core that is killed while it migrates', () => {
  it.each([
    ['a new file', () => join(folder, 'new.db')],
    ['a file of schema 0008', () => released('0008')],
  ])(
    'leaves %s whole, in the old schema or the new one, and the next core goes on from there',
    (_name, start) => {
      // What each schema on the way looks like, and how many rows it has.
      const known = new Map<number, { shape: string[]; rows: Rows }>();
      const path = start();
      const reference = new Sqlite(`${path}.reference`);
      if (existsSync(path)) {
        reference.close();
        copyFileSync(path, `${path}.reference`);
      }
      const steps = new Sqlite(`${path}.reference`);
      steps.pragma('foreign_keys = ON');
      const note = () => known.set(version(steps), { shape: shape(steps), rows: rowsOf(steps) });
      const pragma = steps.pragma.bind(steps);
      note();
      steps.pragma = (source, options) => {
        const answer = pragma(source, options);
        if (source.startsWith('user_version =')) note();
        return answer;
      };
      migrate(steps);
      steps.close();

      const killed = migrateAndKill(path);
      expect(killed.length).toBeGreaterThan(40);
      for (const [at, copy] of killed.entries()) {
        const db = new Sqlite(copy);
        const found = version(db);
        expect([at, shape(db), rowsOf(db)]).toEqual([at, known.get(found)!.shape, known.get(found)!.rows]);
        db.pragma('foreign_keys = ON');
        migrate(db);
        expect([at, version(db), shape(db), rowsOf(db)]).toEqual([at, newest, known.get(newest)!.shape, known.get(newest)!.rows]);
        expectSound(db);
        db.close();
      }
    },
    180_000,
  ); // each of the copies goes through all migrations that are left
});
