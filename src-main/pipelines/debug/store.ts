/** The debugger's tables: breakpoints, pauses, edits. Its writes are part of the changes of `Store`. */
import type Sqlite from 'better-sqlite3';
import type { StepEdits } from './edits.ts';

export interface Pause {
  step: string;
  at: number;
  until: number | null;
}

/** Stands for every step, where one is named. */
const every = '*';

export function debugReads(db: Sqlite.Database) {
  const sql = {
    pausesBefore: db.prepare<[string, string, string, string, string], { yes: number }>(`
      SELECT EXISTS (SELECT 1 FROM step_breakpoints WHERE run_id = ? AND step_id IN (?, ?, '${every}'))
        AND NOT EXISTS (SELECT 1 FROM step_pauses WHERE run_id = ? AND step_id = ?) AS yes`),
    pause: db.prepare<[string, string], { step: string; at: number; until: number | null }>(
      'SELECT step_id AS step, paused_at AS at, released_at AS until FROM step_pauses WHERE run_id = ? AND step_id = ?',
    ),
    pauses: db.prepare<[string], Pause>('SELECT step_id AS step, paused_at AS at, released_at AS until FROM step_pauses WHERE run_id = ?'),
    breakpoints: db.prepare<[string], { step_id: string }>(`SELECT step_id FROM step_breakpoints WHERE run_id = ? AND step_id <> '${every}'`),
    edits: db.prepare<[string], { step_id: string; edits: string }>('SELECT step_id, edits FROM step_edits WHERE run_id = ?'),
    editsOf: db.prepare<[string, string], { edits: string }>('SELECT edits FROM step_edits WHERE run_id = ? AND step_id = ?'),
    stepping: db.prepare<[string], unknown>(`SELECT 1 FROM step_breakpoints WHERE run_id = ? AND step_id = '${every}'`),
    spans: db.prepare<[string], { from: number; until: number | null }>(
      'SELECT started_at AS "from", ended_at AS until FROM step_attempts WHERE run_id = ?',
    ),
  };
  return {
    pausesBefore: (run: string, id: string, step: string): boolean => sql.pausesBefore.get(run, id, step, run, id)?.yes === 1,
    pause: (run: string, id: string): Pause | null => sql.pause.get(run, id) ?? null,
    pauses: (run: string): Pause[] => sql.pauses.all(run),
    breakpoints: (run: string): ReadonlySet<string> => new Set(sql.breakpoints.all(run).map((row) => row.step_id)),
    edits: (run: string): Map<string, StepEdits> => new Map(sql.edits.all(run).map((row) => [row.step_id, JSON.parse(row.edits) as StepEdits])),
    editsOf(run: string, id: string): StepEdits | null {
      const row = sql.editsOf.get(run, id);
      return row ? (JSON.parse(row.edits) as StepEdits) : null;
    },
    stepping: (run: string): boolean => sql.stepping.get(run) !== undefined,
    /** When programs of a run were at work. */
    spans: (run: string): { from: number; until: number | null }[] => sql.spans.all(run),
  };
}

export function debugWrites(db: Sqlite.Database) {
  const put = {
    addBreakpoint: db.prepare('INSERT OR IGNORE INTO step_breakpoints (run_id, step_id) VALUES (?,?)'),
    dropBreakpoint: db.prepare('DELETE FROM step_breakpoints WHERE run_id = ? AND step_id = ?'),
    pause: db.prepare('INSERT OR IGNORE INTO step_pauses (run_id, step_id, paused_at) VALUES (?,?,?)'),
    release: db.prepare('UPDATE step_pauses SET released_at = ? WHERE run_id = ? AND step_id = ? AND released_at IS NULL'),
    unpause: db.prepare("UPDATE step_runs SET status = 'pending' WHERE run_id = ? AND step_id = ? AND status = 'paused'"),
    edit: db.prepare('INSERT OR REPLACE INTO step_edits (run_id, step_id, edits, edited_at) VALUES (?,?,?,?)'),
    unedit: db.prepare('DELETE FROM step_edits WHERE run_id = ? AND step_id = ?'),
  };
  return {
    breakpoint(run: string, step: string, on: boolean): void {
      (on ? put.addBreakpoint : put.dropBreakpoint).run(run, step);
    },
    pause: (run: string, id: string, at: number) => void put.pause.run(run, id, at),
    /** True when it was paused. */
    goOn(run: string, id: string, at: number): boolean {
      const was = put.release.run(at, run, id).changes === 1;
      put.unpause.run(run, id);
      return was;
    },
    stepping: (run: string, on: boolean) => void (on ? put.addBreakpoint : put.dropBreakpoint).run(run, every),
    /** What is edited no more is forgotten. */
    edits(run: string, id: string, edits: StepEdits, at: number): void {
      const isEmpty = Object.keys(edits.params).length + Object.keys(edits.inputs).length === 0;
      if (isEmpty) put.unedit.run(run, id);
      else put.edit.run(run, id, JSON.stringify(edits), at);
    },
  };
}
