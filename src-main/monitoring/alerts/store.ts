/** Alerts with what became of them, and conditions that hold but have not fired yet. */
import { randomUUID } from 'node:crypto';
import type { Alert, AlertEvent, AlertRule, AlertSeverity } from '../../contract/alerts.ts';
import type { Storage } from '../../storage/index.ts';
import type { Outcome, Pending } from './machine.ts';

type Row = Omit<Alert, 'status' | 'subjects' | 'condition'> & { subjects: string; condition: string; notified: number };

/** An alert, and whether channels know of it. */
export interface Found {
  alert: Alert;
  notified: boolean;
}

const columns = `id, endpoint, rule, title, condition, severity, started_at AS startedAt, acknowledged_at AS acknowledgedAt, note, ended_at AS endedAt,
  value, threshold, subjects, notified`;
const open = 'ended_at IS NULL';

export type AlertStore = ReturnType<typeof createAlertStore>;

export function createAlertStore({ db, write }: Storage) {
  const newest = db.prepare<[number], Row>(`SELECT ${columns} FROM alerts ORDER BY ${open} DESC, started_at DESC LIMIT ?`);
  const newestOf = db.prepare<[string, number], Row>(
    `SELECT ${columns} FROM alerts WHERE endpoint = ? ORDER BY ${open} DESC, started_at DESC LIMIT ?`,
  );
  const firing = db.prepare<[], Row>(`SELECT ${columns} FROM alerts WHERE ${open} ORDER BY started_at DESC`);
  const since = db.prepare<[number], Row>(`SELECT ${columns} FROM alerts WHERE started_at >= ? ORDER BY started_at, id LIMIT 1000`);
  const held = db.prepare<[string, string], Row>(`SELECT ${columns} FROM alerts WHERE endpoint = ? AND rule = ? AND ${open}`);
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM alerts WHERE id = ?`);
  const fire = db.prepare<[string, string, string, string | null, string, string, number, number, number, string]>(
    `INSERT INTO alerts (id, endpoint, rule, title, condition, severity, started_at, value, threshold, subjects, notified)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
  );
  const worsen = db.prepare<[string, number, string, string]>('UPDATE alerts SET severity = ?, value = ?, subjects = ? WHERE id = ?');
  const end = db.prepare<[number, string]>(`UPDATE alerts SET ended_at = ? WHERE id = ? AND ${open}`);
  const acknowledge = db.prepare<[number, string | null, string]>(
    `UPDATE alerts SET acknowledged_at = ?, note = ? WHERE id = ? AND ${open} AND acknowledged_at IS NULL`,
  );
  const notified = db.prepare<[string]>('UPDATE alerts SET notified = 1 WHERE id = ?');
  const events = db.prepare<[string], AlertEvent>('SELECT at, kind, value, note FROM alert_events WHERE alert = ? ORDER BY seq');
  const addEvent = db.prepare<[string, number, string, number | null, string | null, string]>(
    'INSERT INTO alert_events SELECT ?, ifnull(max(seq), 0) + 1, ?, ?, ?, ? FROM alert_events WHERE alert = ?',
  );

  const pending = db.prepare<[string, string], Pending>(
    'SELECT since, windows, last_window AS lastWindow, seen_at AS seenAt FROM alert_pending WHERE endpoint = ? AND rule = ?',
  );
  const allPending = db.prepare<[], { endpoint: string; rule: string; since: number }>(
    'SELECT endpoint, rule, since FROM alert_pending ORDER BY since',
  );
  const wait = db.prepare<[string, string, number, number, number, number]>('INSERT OR REPLACE INTO alert_pending VALUES (?, ?, ?, ?, ?, ?)');
  const forget = db.prepare<[string, string]>('DELETE FROM alert_pending WHERE endpoint = ? AND rule = ?');

  const judgedAt = db.prepare<[string], { judged_at: number }>('SELECT judged_at FROM drift_looks WHERE endpoint = ?');
  const judged = db.prepare<[string, number]>(
    'INSERT INTO drift_looks VALUES (?, ?) ON CONFLICT DO UPDATE SET judged_at = max(judged_at, excluded.judged_at)',
  );

  const one = (row: Row | undefined): Found | null => (row ? { alert: decode(row), notified: row.notified === 1 } : null);
  const event = (id: string, at: number, kind: AlertEvent['kind'], value: number | null = null, note: string | null = null) =>
    addEvent.run(id, at, kind, value, note, id);

  return {
    alerts: (endpoint: string | undefined, limit: number) => (endpoint === undefined ? newest.all(limit) : newestOf.all(endpoint, limit)).map(decode),
    alert: (id: string) => one(byId.get(id)),
    /** Time of the newest request that drift was looked for in, by any core. */
    judgedAt: (endpoint: string) => judgedAt.get(endpoint)?.judged_at ?? 0,
    judged: (endpoint: string, at: number) => write(() => judged.run(endpoint, at)),
    firing: () => firing.all().map(decode),
    open: () => firing.all().map((row) => one(row)!),
    since: (at: number) => since.all(at).map(decode),
    events: (id: string) => events.all(id),
    pending: (endpoint: string, rule: string): Pending | null => pending.get(endpoint, rule) ?? null,
    allPending: () => allPending.all(),
    held: (endpoint: string, rule: string) => one(held.get(endpoint, rule)),
    /** To be called inside a write. Answers with the alert that this was about, if it changed. */
    apply(endpoint: string, rule: AlertRule, outcome: Outcome, at: number): Found | null {
      const found = held.get(endpoint, rule.id);
      switch (outcome.action) {
        case 'none':
          return null;
        case 'forget':
          forget.run(endpoint, rule.id);
          return null;
        case 'wait': {
          const { since, windows, lastWindow, seenAt } = outcome.pending;
          wait.run(endpoint, rule.id, since, windows, lastWindow, seenAt);
          return null;
        }
        case 'fire': {
          const id = randomUUID();
          const { severity, value, subjects } = outcome;
          const threshold = (rule.above ?? rule.below)!;
          forget.run(endpoint, rule.id);
          const about = [
            id,
            endpoint,
            rule.id,
            rule.title,
            JSON.stringify(rule.when),
            severity,
            at,
            value,
            threshold,
            JSON.stringify(subjects),
          ] as const;
          if (fire.run(...about).changes === 0) return null;
          event(id, at, 'fired', value);
          return one(byId.get(id));
        }
        case 'worsen':
          if (!found) return null;
          worsen.run(outcome.severity, outcome.value, JSON.stringify(outcome.subjects), found.id);
          if (outcome.severity !== found.severity) event(found.id, at, 'worsened', outcome.value);
          return one(byId.get(found.id));
        case 'resolve':
          if (!found || end.run(at, found.id).changes === 0) return null;
          event(found.id, at, 'resolved', outcome.value);
          return one(byId.get(found.id));
      }
    },
    muted: (id: string, at: number, reason: string) => event(id, at, 'muted', null, reason),
    notified(id: string, at: number) {
      notified.run(id);
      event(id, at, 'notified');
    },
    acknowledge: (id: string, at: number, note: string | null) =>
      write(() => {
        if (acknowledge.run(at, note, id).changes > 0) event(id, at, 'acknowledged', null, note);
      }),
  };
}

function decode({ notified: _, ...row }: Row): Alert {
  return {
    ...row,
    condition: JSON.parse(row.condition) as Alert['condition'],
    severity: row.severity as AlertSeverity,
    status: row.endedAt !== null ? 'resolved' : row.acknowledgedAt !== null ? 'acknowledged' : 'firing',
    subjects: JSON.parse(row.subjects) as string[],
  };
}
