/** Rows of rollouts and of what happened in them. */

import type { Failure } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { RolloutEvent, RolloutPlan, RolloutStatus } from '../contract/rollout.ts';
import type { Storage } from '../storage/index.ts';
import type { RolloutState, Wish } from './machine.ts';

export interface RolloutRow {
  id: string;
  endpoint: string;
  plan: RolloutPlan;
  state: RolloutState;
  status: RolloutStatus;
  startedAt: number;
  endedAt: number | null;
  owner: string | null;
  wish: Wish | null;
}

interface Encoded extends Omit<RolloutRow, 'plan' | 'state' | 'wish'> {
  plan: string;
  state: string;
  wish: string | null;
}

export type NewEvent = Pick<RolloutEvent, 'kind'> & Partial<Omit<RolloutEvent, 'seq' | 'at' | 'kind'>> & { failure?: Failure | null };
export type RolloutStore = ReturnType<typeof createRolloutStore>;

const columns = 'id, endpoint, plan, state, status, started_at AS startedAt, ended_at AS endedAt, owner, wish';

export function createRolloutStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM rollouts WHERE id = ?`);
  const of = db.prepare<[string, number], Encoded>(`SELECT ${columns} FROM rollouts WHERE endpoint = ? ORDER BY started_at DESC, id DESC LIMIT ?`);
  const active = db.prepare<[], Encoded>(`SELECT ${columns} FROM rollouts WHERE status IN ('running', 'paused')`);
  const activeOf = db.prepare<[string], Encoded>(`SELECT ${columns} FROM rollouts WHERE endpoint = ? AND status IN ('running', 'paused')`);
  const put = db.prepare<Encoded>(
    'INSERT OR REPLACE INTO rollouts VALUES (@id, @endpoint, @plan, @state, @status, @startedAt, @endedAt, @owner, @wish)',
  );
  const setOwner = db.prepare<[string | null, string]>('UPDATE rollouts SET owner = ? WHERE id = ?');
  const setWish = db.prepare<[string, string]>('UPDATE rollouts SET wish = ? WHERE id = ?');
  const dropWish = db.prepare<[string, string]>('UPDATE rollouts SET wish = NULL WHERE id = ? AND wish = ?');
  const events = db.prepare<[string], { seq: number; at: number; kind: RolloutEvent['kind']; data: string }>(
    'SELECT seq, at, kind, data FROM rollout_events WHERE rollout = ? ORDER BY seq',
  );
  const addEvent = db.prepare<[string, number, string, string, string]>(
    'INSERT INTO rollout_events SELECT ?, ifnull(max(seq), 0) + 1, ?, ?, ? FROM rollout_events WHERE rollout = ?',
  );

  const record = (id: string, at: number, { kind, ...data }: NewEvent) => addEvent.run(id, at, kind, JSON.stringify(data), id);

  return {
    row: (id: string): RolloutRow => decode(one.get(id)!),
    of: (endpoint: string, limit: number) => of.all(endpoint, limit).map(decode),
    active: () => active.all().map(decode),
    activeOf: (endpoint: string): RolloutRow | null => {
      const found = activeOf.get(endpoint);
      return found ? decode(found) : null;
    },
    /** ROLLOUT_RUNNING when the endpoint has one: one transaction, for all cores of the home. */
    add: (row: RolloutRow, event: NewEvent, more: () => void) =>
      write(() => {
        if (activeOf.get(row.endpoint)) throw new BancadaError('ROLLOUT_RUNNING', { name: row.endpoint });
        put.run(encode(row));
        record(row.id, row.startedAt, event);
        more();
      }),
    /** Where it stands now, with what happened and the wish that was granted by it, in one transaction. */
    save: (id: string, at: number, change: Partial<RolloutRow>, event: NewEvent | null, granted: Wish | null) =>
      write(() => {
        if (granted) dropWish.run(id, JSON.stringify(granted));
        put.run(encode({ ...decode(one.get(id)!), ...change }));
        if (event) record(id, at, event);
      }),
    claim: (id: string, owner: string, lives: (owner: string) => boolean) =>
      write(() => {
        const row = one.get(id);
        if (!row || (row.owner !== null && lives(row.owner))) return false;
        setOwner.run(owner, id);
        return true;
      }),
    release: (id: string, owner: string) => write(() => one.get(id)?.owner === owner && setOwner.run(null, id)),
    wish: (id: string, wish: Wish) => write(() => setWish.run(JSON.stringify(wish), id)),
    /** It was seen; one that came since stays. */
    granted: (id: string, wish: Wish) => write(() => dropWish.run(id, JSON.stringify(wish))),
    events: (id: string): RolloutEvent[] =>
      events.all(id).map(({ data, ...row }) => ({
        ...{ weight: null, revision: null, reason: null, evidence: null, examples: [], failure: null },
        ...row,
        ...(JSON.parse(data) as NewEvent),
      })),
  };
}

function encode({ plan, state, wish, ...row }: RolloutRow): Encoded {
  return { ...row, plan: JSON.stringify(plan), state: JSON.stringify(state), wish: wish && JSON.stringify(wish) };
}

function decode({ plan, state, wish, ...row }: Encoded): RolloutRow {
  return {
    ...row,
    plan: JSON.parse(plan) as RolloutPlan,
    state: JSON.parse(state) as RolloutState,
    wish: wish === null ? null : (JSON.parse(wish) as Wish),
  };
}
