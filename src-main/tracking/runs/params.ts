/** `paramWriter`: params of one run inside a change. A param keeps its value: another one is refused before anything is written. */
import type Sqlite from 'better-sqlite3';
import { BancadaError } from '../../contract/errors.ts';

export interface Param {
  key: string;
  value: string;
}

export function paramWriter(db: Sqlite.Database) {
  const logged = db.prepare<[number, string], string>('SELECT value FROM params WHERE run = ? AND key = ?').pluck();
  const insert = db.prepare<[number, string, string]>('INSERT INTO params VALUES (?, ?, ?) ON CONFLICT DO NOTHING');

  return {
    /** TRACKING_PARAM_CHANGED, with every param that has another value. */
    check(run: number, runId: string, params: readonly Param[]): void {
      const changed = params.flatMap(({ key, value }) => {
        const held = logged.get(run, key);
        return held === undefined || held === value ? [] : [{ key, old_value: held, new_value: value }];
      });
      const [first] = changed;
      if (!first) return;
      const data = { run: runId, key: first.key, held: first.old_value, given: first.new_value, all: JSON.stringify(changed) };
      throw new BancadaError('TRACKING_PARAM_CHANGED', data);
    },
    write(run: number, params: readonly Param[]): void {
      for (const { key, value } of params) insert.run(run, key, value);
    },
  };
}
