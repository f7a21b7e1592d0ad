/** The triggers' tables. Reads are plain; what writes is called inside `storage.write`. */
import type { Failure, Scalar } from '../contract/base.ts';
import type { Firing, FiringCause, SkipReason, TriggerDefinition } from '../contract/triggers.ts';
import type { Storage } from '../storage/index.ts';
import { type FiringRow, firingOf, type TriggerRow, triggerOf } from './rows.ts';
import type { Cursor } from './sources/source.ts';

export interface NewFiring {
  triggerId: number;
  name: string;
  key: string;
  cause: FiringCause;
  dueAt: number;
  recordedAt: number;
  outcome: 'recorded' | 'skipped';
  reason: SkipReason | null;
  occasions: number;
  pipeline: string;
  params: Record<string, Scalar>;
  runId: string | null;
  replaces: readonly string[];
  owner: string | null;
}

const firingColumns = `f.*, r.status AS run_status, r.ended_at AS run_ended_at, q.admitted FROM firings f
  LEFT JOIN pipeline_runs r ON r.run_id = f.run_id LEFT JOIN run_queue q ON q.run_id = f.run_id`;

export function createTriggerStore({ db }: Pick<Storage, 'db'>) {
  const sql = {
    all: db.prepare<[], TriggerRow>('SELECT * FROM triggers ORDER BY name'),
    one: db.prepare<[string], TriggerRow>('SELECT * FROM triggers WHERE name = ?'),
    byId: db.prepare<[number], TriggerRow>('SELECT * FROM triggers WHERE id = ?'),
    insert: db.prepare<[string, string, string, string | null, number]>(
      'INSERT INTO triggers (name, definition, cursor, token, created_at) VALUES (?,?,?,?,?)',
    ),
    update: db.prepare<[string, string, string | null, number]>('UPDATE triggers SET definition = ?, cursor = ?, token = ? WHERE id = ?'),
    cursor: db.prepare<[string, number]>('UPDATE triggers SET cursor = ? WHERE id = ?'),
    pause: db.prepare<[number, number]>('UPDATE triggers SET paused = ? WHERE id = ?'),
    remove: db.prepare<[number]>('DELETE FROM triggers WHERE id = ?'),
    record: db.prepare(`INSERT INTO firings
      (trigger_id, name, key, cause, due_at, recorded_at, outcome, reason, occasions, pipeline, params, run_id, replaces, owner)
      VALUES (@triggerId, @name, @key, @cause, @dueAt, @recordedAt, @outcome, @reason, @occasions, @pipeline, @params, @runId, @replaces, @owner)
      ON CONFLICT DO NOTHING`),
    open: db.prepare<[number, number], { run_id: string }>(`
      SELECT run_id FROM firings WHERE outcome = 'recorded' AND trigger_id = ?
      UNION SELECT q.run_id FROM run_queue q JOIN firings f ON f.run_id = q.run_id WHERE f.trigger_id = ? ORDER BY run_id`),
    byKey: db.prepare<[number, string], FiringRow>(`SELECT ${firingColumns} WHERE f.trigger_id = ? AND f.key = ?`),
    firing: db.prepare<[number], FiringRow>(`SELECT ${firingColumns} WHERE f.id = ?`),
    last: db.prepare<[string], FiringRow>(`SELECT ${firingColumns} WHERE f.name = ? ORDER BY f.id DESC LIMIT 1`),
    history: db.prepare<[number, number], FiringRow>(`SELECT ${firingColumns} WHERE f.id < ? ORDER BY f.id DESC LIMIT ?`),
    historyOf: db.prepare<[string, number, number], FiringRow>(`SELECT ${firingColumns} WHERE f.name = ? AND f.id < ? ORDER BY f.id DESC LIMIT ?`),
    between: db.prepare<[number, number, number], FiringRow>(`SELECT ${firingColumns} WHERE f.due_at BETWEEN ? AND ? ORDER BY f.due_at DESC LIMIT ?`),
    recorded: db.prepare<[], FiringRow>(`SELECT ${firingColumns} WHERE f.outcome = 'recorded' ORDER BY f.id`),
    claim: db.prepare<[string, number, string | null]>("UPDATE firings SET owner = ? WHERE id = ? AND owner IS ? AND outcome = 'recorded'"),
    conclude: db.prepare<[string, string | null, number]>("UPDATE firings SET outcome = ?, error = ? WHERE id = ? AND outcome = 'recorded'"),
  };
  return {
    all: () => sql.all.all().map((row) => triggerOf(row)),
    one: (name: string) => triggerOf(sql.one.get(name)),
    byId: (id: number) => triggerOf(sql.byId.get(id)),
    insert(name: string, definition: TriggerDefinition, cursor: Cursor, token: string | null, at: number): void {
      sql.insert.run(name, JSON.stringify(definition), JSON.stringify(cursor), token, at);
    },
    update(id: number, definition: TriggerDefinition, cursor: Cursor, token: string | null): void {
      sql.update.run(JSON.stringify(definition), JSON.stringify(cursor), token, id);
    },
    setCursor: (id: number, cursor: Cursor) => void sql.cursor.run(JSON.stringify(cursor), id),
    setPaused: (id: number, paused: boolean) => void sql.pause.run(paused ? 1 : 0, id),
    remove: (id: number) => void sql.remove.run(id),
    /** Null when the occasion was recorded before, by whatever core. */
    record(firing: NewFiring): number | null {
      const { cause, params, replaces } = firing;
      const values = { ...firing, cause: JSON.stringify(cause), params: JSON.stringify(params), replaces: JSON.stringify(replaces) };
      const { changes, lastInsertRowid } = sql.record.run(values);
      return changes === 1 ? Number(lastInsertRowid) : null;
    },
    /** Runs of a trigger that have not ended, oldest first: ids of runs sort by time. */
    openRuns: (id: number): string[] => sql.open.all(id, id).map((row) => row.run_id),
    byKey: (id: number, key: string) => firingOf(sql.byKey.get(id, key)),
    firing: (id: number) => firingOf(sql.firing.get(id)),
    last: (name: string) => firingOf(sql.last.get(name)),
    history: ({
      name,
      limit,
      before = Number.MAX_SAFE_INTEGER,
    }: {
      name?: string | undefined;
      limit: number;
      before?: number | undefined;
    }): Firing[] => (name === undefined ? sql.history.all(before, limit) : sql.historyOf.all(name, before, limit)).map((row) => firingOf(row).firing),
    between: (from: number, to: number, limit: number): Firing[] => sql.between.all(from, to, limit).map((row) => firingOf(row).firing),
    /** Written and not acted on, by whatever core. */
    recorded: () => sql.recorded.all().map((row) => firingOf(row)),
    claim: (id: number, from: string | null, to: string) => sql.claim.run(to, id, from).changes === 1,
    conclude: (id: number, outcome: 'started' | 'failed', error: Failure | null) =>
      void sql.conclude.run(outcome, error && JSON.stringify(error), id),
  };
}

export type TriggerStore = ReturnType<typeof createTriggerStore>;
