/** Rows of policies, loops and what happened in them. */
import type { Failure } from '../contract/base.ts';
import type { Comparison, FeedbackPolicy, LoopCause, LoopEvent, LoopPhase, LoopStatus } from '../contract/feedback.ts';
import type { Storage } from '../storage/index.ts';

export interface LoopState {
  phase: LoopPhase;
  cause: LoopCause;
  alert: string | null;
  /** Labels that had arrived by then count; later ones belong to the next loop. */
  labelsBy: number;
  /** Of the champion, on labelled answers of before. */
  before: number | null;
  after: number | null;
  champion: string | null;
  challenger: string | null;
  /** `name@vN`. */
  train: string | null;
  holdout: string | null;
  /** Given before the run is started, so that starting it twice is one run. */
  runId: string;
  comparison: Comparison | null;
  rollout: string | null;
  switchedAt: number | null;
  error: Failure | null;
}

export interface LoopRow {
  id: string;
  policy: string;
  endpoint: string;
  state: LoopState;
  status: LoopStatus;
  startedAt: number;
  endedAt: number | null;
  owner: string | null;
}

export interface PolicyRow {
  policy: FeedbackPolicy;
  paused: boolean;
  createdAt: number;
}

export type NewLoopEvent = Pick<LoopEvent, 'kind'> & { data?: LoopEvent['data'] };
type Encoded = Omit<LoopRow, 'state'> & { state: string };
export type FeedbackStore = ReturnType<typeof createFeedbackStore>;

const columns = 'id, policy, endpoint, state, status, started_at AS startedAt, ended_at AS endedAt, owner';

export function createFeedbackStore({ db, write }: Storage) {
  type RawPolicy = { definition: string; paused: number; createdAt: number };
  const policies = db.prepare<[], RawPolicy>('SELECT definition, paused, created_at AS createdAt FROM feedback_policies ORDER BY name');
  const policy = db.prepare<[string], RawPolicy>('SELECT definition, paused, created_at AS createdAt FROM feedback_policies WHERE name = ?');
  const savePolicy = db.prepare<[string, string, number]>(
    'INSERT INTO feedback_policies VALUES (?, ?, 0, ?) ON CONFLICT DO UPDATE SET definition = excluded.definition',
  );
  const removePolicy = db.prepare<[string]>('DELETE FROM feedback_policies WHERE name = ?');
  const pause = db.prepare<[number, string]>('UPDATE feedback_policies SET paused = ? WHERE name = ?');
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM feedback_loops WHERE id = ?`);
  const of = db.prepare<[string, number], Encoded>(
    `SELECT ${columns} FROM feedback_loops WHERE policy = ? ORDER BY started_at DESC, id DESC LIMIT CAST(? AS INTEGER)`,
  );
  const running = db.prepare<[], Encoded>(`SELECT ${columns} FROM feedback_loops WHERE status = 'running'`);
  const runningAt = db.prepare<[string], number>("SELECT 1 FROM feedback_loops WHERE endpoint = ? AND status = 'running'").pluck();
  const put = db.prepare<Encoded>(
    'INSERT OR REPLACE INTO feedback_loops VALUES (@id, @policy, @endpoint, @state, @status, @startedAt, @endedAt, @owner)',
  );
  const setOwner = db.prepare<[string | null, string]>('UPDATE feedback_loops SET owner = ? WHERE id = ?');
  const events = db.prepare<[string], Omit<LoopEvent, 'data'> & { data: string }>(
    'SELECT seq, at, kind, data FROM feedback_events WHERE loop = ? ORDER BY seq',
  );
  const addEvent = db.prepare<[string, number, string, string, string]>(
    'INSERT INTO feedback_events SELECT ?, ifnull(max(seq), 0) + 1, ?, ?, ? FROM feedback_events WHERE loop = ?',
  );
  const record = (id: string, at: number, { kind, data = {} }: NewLoopEvent) => addEvent.run(id, at, kind, JSON.stringify(data), id);

  return {
    policies: () => policies.all().map(policyOf),
    policy: (name: string): PolicyRow | null => {
      const found = policy.get(name);
      return found ? policyOf(found) : null;
    },
    savePolicy: (given: FeedbackPolicy, at: number) => write(() => void savePolicy.run(given.name, JSON.stringify(given), at)),
    removePolicy: (name: string) => write(() => void removePolicy.run(name)),
    pause: (name: string, paused: boolean) => write(() => void pause.run(paused ? 1 : 0, name)),
    loop: (id: string): LoopRow => decode(one.get(id)!),
    loops: (name: string, limit: number): LoopRow[] => of.all(name, limit).map(decode),
    running: (): LoopRow[] => running.all().map(decode),
    /** Looks again inside the write: of two cores that notice at once, one begins. */
    begin: (row: LoopRow, event: NewLoopEvent, may: () => boolean) =>
      write(() => {
        if (runningAt.get(row.endpoint) !== undefined || !may()) return false;
        put.run(encode(row));
        record(row.id, row.startedAt, event);
        return true;
      }),
    /** Where it stands now and what happened, in one transaction. */
    save: (id: string, at: number, change: Partial<LoopRow>, event: NewLoopEvent | null) =>
      write(() => {
        put.run(encode({ ...decode(one.get(id)!), ...change }));
        if (event) record(id, at, event);
      }),
    claim: (id: string, owner: string, lives: (owner: string) => boolean, at: number) =>
      write(() => {
        const row = one.get(id);
        if (row?.status !== 'running' || (row.owner !== null && lives(row.owner))) return false;
        setOwner.run(owner, id);
        if (row.owner !== null) record(id, at, { kind: 'taken-up' });
        return true;
      }),
    release: (id: string, owner: string) => write(() => one.get(id)?.owner === owner && setOwner.run(null, id)),
    events: (id: string): LoopEvent[] => events.all(id).map((row) => ({ ...row, data: JSON.parse(row.data) as LoopEvent['data'] })),
  };
}

function policyOf({ definition, paused, createdAt }: { definition: string; paused: number; createdAt: number }): PolicyRow {
  return { policy: JSON.parse(definition) as FeedbackPolicy, paused: paused === 1, createdAt };
}

function encode({ state, ...row }: LoopRow): Encoded {
  return { ...row, state: JSON.stringify(state) };
}

function decode({ state, ...row }: Encoded): LoopRow {
  return { ...row, state: JSON.parse(state) as LoopState };
}
