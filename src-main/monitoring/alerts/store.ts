/** Rules as the learner has set them, and alerts with their history. */
import { randomUUID } from 'node:crypto';
import type { Alert, AlertRule } from '../../contract/monitoring.ts';
import type { Storage } from '../../storage/index.ts';
import { defaultRules, type Verdict } from './rules.ts';

type Row = Omit<Alert, 'status' | 'subjects'> & { subjects: string };

const columns = 'id, endpoint, rule, severity, started_at AS startedAt, ended_at AS endedAt, value, threshold, subjects';

export type AlertStore = ReturnType<typeof createAlertStore>;

export function createAlertStore({ db, write }: Storage) {
  const settings = db.prepare<[], { rule: string; threshold: number; enabled: number }>('SELECT rule, threshold, enabled FROM alert_rules');
  const putRule = db.prepare<[string, number, number]>(
    'INSERT INTO alert_rules VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET threshold = excluded.threshold, enabled = excluded.enabled',
  );
  const newest = db.prepare<[number], Row>(`SELECT ${columns} FROM alerts ORDER BY ended_at IS NULL DESC, started_at DESC LIMIT ?`);
  const newestOf = db.prepare<[string, number], Row>(
    `SELECT ${columns} FROM alerts WHERE endpoint = ? ORDER BY ended_at IS NULL DESC, started_at DESC LIMIT ?`,
  );
  const firing = db.prepare<[], Row>(`SELECT ${columns} FROM alerts WHERE ended_at IS NULL ORDER BY started_at DESC`);
  const since = db.prepare<[number], Row>(`SELECT ${columns} FROM alerts WHERE started_at >= ? ORDER BY started_at, id LIMIT 1000`);
  const one = db.prepare<[string, string], Row>(`SELECT ${columns} FROM alerts WHERE endpoint = ? AND rule = ? AND ended_at IS NULL`);
  const fire = db.prepare<[string, string, string, string, number, number, number, string]>(
    'INSERT INTO alerts VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const worsen = db.prepare<[string, number, string, string]>('UPDATE alerts SET severity = ?, value = ?, subjects = ? WHERE id = ?');
  const end = db.prepare<[number, string]>('UPDATE alerts SET ended_at = ? WHERE id = ? AND ended_at IS NULL');

  const judgedAt = db.prepare<[string], { judged_at: number }>('SELECT judged_at FROM drift_looks WHERE endpoint = ?');
  const judged = db.prepare<[string, number]>(
    'INSERT INTO drift_looks VALUES (?, ?) ON CONFLICT DO UPDATE SET judged_at = max(judged_at, excluded.judged_at)',
  );

  const decode = (row: Row): Alert => ({
    ...row,
    status: row.endedAt === null ? 'firing' : 'resolved',
    subjects: JSON.parse(row.subjects) as string[],
  });

  return {
    rules: (): AlertRule[] => {
      const set = new Map(settings.all().map((row) => [row.rule, row]));
      return defaultRules.map((rule) => {
        const found = set.get(rule.id);
        return found ? { ...rule, threshold: found.threshold, enabled: found.enabled === 1 } : rule;
      });
    },
    saveRule: ({ id, threshold, enabled }: AlertRule) => write(() => putRule.run(id, threshold, enabled ? 1 : 0)),
    alerts: (endpoint: string | undefined, limit: number) => (endpoint === undefined ? newest.all(limit) : newestOf.all(endpoint, limit)).map(decode),
    /** Time of the newest request that drift was looked for in, by any core. */
    judgedAt: (endpoint: string) => judgedAt.get(endpoint)?.judged_at ?? 0,
    judged: (endpoint: string, at: number) => write(() => judged.run(endpoint, at)),
    firing: () => firing.all().map(decode),
    since: (at: number) => since.all(at).map(decode),
    /** Starts, worsens or ends the alert of a rule; says whether something changed. */
    record: (endpoint: string, rule: AlertRule, verdict: Verdict, at: number) =>
      write(() => {
        const { firing: fires, value, severity, subjects } = verdict;
        const found = one.get(endpoint, rule.id);
        if (fires && !found)
          return fire.run(randomUUID(), endpoint, rule.id, severity, at, value, rule.threshold, JSON.stringify(subjects)).changes > 0;
        if (fires && found && value > found.value) return worsen.run(severity, value, JSON.stringify(subjects), found.id).changes > 0;
        return !fires && found !== undefined && end.run(at, found.id).changes > 0;
      }),
  };
}
