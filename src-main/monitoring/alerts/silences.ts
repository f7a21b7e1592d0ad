/** Silences: for so long nobody is told of alerts of a rule, an endpoint, or both. The alerts are there all the same. */
import { randomUUID } from 'node:crypto';
import type { Silence } from '../../contract/alerts.ts';
import type { Storage } from '../../storage/index.ts';

const columns = 'id, rule, endpoint, starts_at AS startsAt, ends_at AS endsAt, reason, created_at AS createdAt';

export function createSilences({ db, write }: Storage) {
  const since = db.prepare<[number], Silence>(`SELECT ${columns} FROM alert_silences WHERE ends_at > ? ORDER BY ends_at LIMIT 500`);
  const past = db.prepare<[], Silence>(`SELECT ${columns} FROM alert_silences ORDER BY starts_at DESC LIMIT 500`);
  const put = db.prepare<Silence>('INSERT INTO alert_silences VALUES (@id, @rule, @endpoint, @startsAt, @endsAt, @reason, @createdAt)');
  const end = db.prepare<[number, string, number]>('UPDATE alert_silences SET ends_at = ? WHERE id = ? AND ends_at > ?');

  return {
    list: (now: number, withPast: boolean) => (withPast ? past.all() : since.all(now)),
    async add(given: Omit<Silence, 'id'>): Promise<Silence> {
      const silence = { id: randomUUID(), ...given };
      await write(() => put.run(silence));
      return silence;
    },
    /** False where there is none that holds. */
    end: (id: string, now: number) => write(() => end.run(now, id, now).changes > 0),
    over: (about: { rule: string; endpoint: string }, now: number): Silence | null =>
      since
        .all(now)
        .find(
          ({ startsAt, rule, endpoint }) =>
            startsAt <= now && (rule === null || rule === about.rule) && (endpoint === null || endpoint === about.endpoint),
        ) ?? null,
    /** When the next one that holds is over. */
    nextEnd: (now: number): number | null => since.all(now).find(({ startsAt }) => startsAt <= now)?.endsAt ?? null,
  };
}
