/** Rows of channels and of what they are to tell. */
import { randomUUID } from 'node:crypto';
import type { Channel, Delivery } from '../contract/channels.ts';
import type { Storage } from '../storage/index.ts';
import type { Message } from './message.ts';

export interface DeliveryRow {
  seq: number;
  id: string;
  channel: string;
  alert: string | null;
  event: Delivery['event'];
  message: Message;
  status: Delivery['status'];
  attempts: number;
  nextAt: number;
  createdAt: number;
  endedAt: number | null;
  owner: string | null;
}

type Encoded = Omit<DeliveryRow, 'message'> & { message: string };

const columns = `seq, id, channel, alert, event, message, status, attempts, next_at AS nextAt, created_at AS createdAt, ended_at AS endedAt, owner`;
const kept = 2000;

/** Ways that need nobody but us. */
const usual: readonly Channel[] = [
  { name: 'app', enabled: true, least: 'info', resolved: false, target: { kind: 'app' } },
  { name: 'desktop', enabled: true, least: 'warning', resolved: false, target: { kind: 'desktop' } },
];

export type ChannelStore = ReturnType<typeof createChannelStore>;

export function createChannelStore({ db, write }: Storage) {
  const channels = db.prepare<[], { name: string; definition: string; secret: string | null }>(
    'SELECT name, definition, secret FROM channels ORDER BY name',
  );
  const put = db.prepare<[string, string, string | null]>(
    'INSERT INTO channels VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET definition = excluded.definition, secret = excluded.secret',
  );
  const drop = db.prepare<[string]>('DELETE FROM channels WHERE name = ?');
  const insert = db.prepare<[string, string, string | null, string, string, string, number, number, number | null]>(
    'INSERT INTO deliveries (id, channel, alert, event, message, status, attempts, next_at, created_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)',
  );
  const forget = db.prepare<[number]>(
    `DELETE FROM deliveries WHERE ended_at IS NOT NULL AND seq <= (SELECT max(seq) FROM deliveries) - CAST(? AS INTEGER)`,
  );
  const forgetAttempts = db.prepare('DELETE FROM delivery_attempts WHERE delivery NOT IN (SELECT id FROM deliveries)');
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM deliveries WHERE id = ?`);
  const newest = db.prepare<[string | null, string | null, number], Encoded>(
    `SELECT ${columns} FROM deliveries WHERE channel = ifnull(?, channel) AND alert IS ifnull(?, alert) ORDER BY seq DESC LIMIT CAST(? AS INTEGER)`,
  );
  const toldOf = db.prepare<[string], string>('SELECT DISTINCT channel FROM deliveries WHERE alert = ?').pluck();
  // What is told of one alert keeps its order.
  const open = db.prepare<[], Encoded>(
    `SELECT ${columns} FROM deliveries AS d WHERE status IN ('waiting', 'sending') AND NOT EXISTS (
       SELECT 1 FROM deliveries AS e WHERE e.status IN ('waiting', 'sending') AND e.channel = d.channel AND e.alert = d.alert AND e.seq < d.seq)
     ORDER BY next_at LIMIT 200`,
  );
  const claim = db.prepare<[string, string]>("UPDATE deliveries SET status = 'sending', owner = ?, attempts = attempts + 1 WHERE id = ?");
  const settle = db.prepare<[string, number, number | null, string]>(
    'UPDATE deliveries SET status = ?, next_at = ?, ended_at = ?, owner = NULL WHERE id = ?',
  );
  const again = db.prepare<[number, string]>(
    "UPDATE deliveries SET status = 'waiting', attempts = 0, next_at = ?, ended_at = NULL WHERE id = ? AND status = 'failed'",
  );
  const attempt = db.prepare<[string, string, number, number, string | null, string | null]>(
    'INSERT INTO delivery_attempts SELECT ?, (SELECT count(*) + 1 FROM delivery_attempts WHERE delivery = ?), ?, ?, ?, ?',
  );
  const attempts = db.prepare<[string], Delivery['attempts'][number]>(
    'SELECT at, ms, answer, error FROM delivery_attempts WHERE delivery = ? ORDER BY attempt',
  );
  const counts = db.prepare<[], { channel: string; waiting: number; failed: number }>(
    `SELECT channel, count(*) FILTER (WHERE status IN ('waiting', 'sending')) AS waiting, count(*) FILTER (WHERE status = 'failed') AS failed
     FROM deliveries GROUP BY channel`,
  );
  const decode = (row: Encoded): DeliveryRow => ({ ...row, message: JSON.parse(row.message) as Message });

  function all(): { channel: Channel; secret: string | null }[] {
    const set = channels.all().map(({ definition, secret }) => ({ channel: JSON.parse(definition) as Channel, secret }));
    const names = new Set(set.map(({ channel }) => channel.name));
    return [...usual.filter(({ name }) => !names.has(name)).map((channel) => ({ channel, secret: null })), ...set];
  }

  return {
    all,
    toldOf: (alert: string) => new Set(toldOf.all(alert)),
    save: (channel: Channel, secret: string | null) => write(() => void put.run(channel.name, JSON.stringify(channel), secret)),
    remove: (name: string, at: number) =>
      write(() => {
        drop.run(name);
        for (const { id, channel, nextAt } of open.all()) if (channel === name) settle.run('failed', nextAt, at, id);
      }),
    /** To be called inside a write. */
    add(channel: string, about: { alert: string | null; event: Delivery['event']; message: Message; delivered: boolean }, at: number): string {
      const id = randomUUID();
      const { alert, event, message, delivered } = about;
      insert.run(id, channel, alert, event, JSON.stringify(message), delivered ? 'delivered' : 'waiting', at, at, delivered ? at : null);
      if (forget.run(kept).changes > 0) forgetAttempts.run();
      return id;
    },
    one: (id: string) => {
      const row = one.get(id);
      return row ? decode(row) : null;
    },
    list: (channel: string | null, alert: string | null, limit: number) => newest.all(channel, alert, limit).map(decode),
    attempts: (id: string) => attempts.all(id),
    counts: () => new Map(counts.all().map(({ channel, ...rest }) => [channel, rest])),
    /** What waits, and what a core that died was sending. */
    open: () => open.all().map(decode),
    claim: (id: string, owner: string, mayTake: (row: DeliveryRow) => boolean) =>
      write(() => {
        const row = one.get(id);
        if (!row || !mayTake(decode(row))) return false;
        return claim.run(owner, id).changes > 0;
      }),
    settle: (
      id: string,
      outcome: { status: Delivery['status']; nextAt: number; endedAt: number | null },
      tried: { at: number; ms: number; answer: string | null; error: string | null } | null,
    ) =>
      write(() => {
        settle.run(outcome.status, outcome.nextAt, outcome.endedAt, id);
        if (tried) attempt.run(id, id, tried.at, tried.ms, tried.answer, tried.error);
      }),
    retry: (id: string, at: number) => write(() => again.run(at, id).changes > 0),
  };
}
