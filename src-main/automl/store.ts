/** Rows of searches, of their trials and of the folds measured of each. */
import type { TableAbout } from '../../src-runtime/automl/describe.ts';
import type { Failure } from '../contract/base.ts';
import type { Storage } from '../storage/index.ts';
import type { Study } from './study.ts';
import type { Trial, Unit } from './trial.ts';

export interface SearchPlan {
  study: Study & { seed: number };
  engine: 'docker' | 'process' | 'warm';
  /** `dataset:…` or the step's input. */
  data: string;
  target: string | null;
  /** Share of the rows that is locked away until the exam. */
  holdout: number;
  table: TableAbout | null;
  /** Why the defaults are as they are. */
  reasons: string[];
}

export interface Exam {
  at: number;
  rows: number;
  metrics: Record<string, number>;
}

export interface SearchRow {
  searchId: string;
  name: string;
  status: 'running' | 'done' | 'failed' | 'cancelled';
  plan: SearchPlan;
  launches: string[];
  phase: 'search' | 'confirm' | 'fit';
  chosen: number | null;
  workedMs: number;
  /** Of the pipeline that it is a step of. */
  runId: string | null;
  stepId: string | null;
  trackingRunId: string | null;
  /** Digest of the model's folder. */
  model: string | null;
  /** Each time that the locked rows were looked at. */
  exams: Exam[];
  error: Failure | null;
  owner: string;
  startedAt: number;
  endedAt: number | null;
}

export type TimedUnit = Unit & { at: number };
export type StoredTrial = Omit<Trial, 'units'> & { units: Record<number, TimedUnit>; drawnAt: number };

type Encoded = Omit<SearchRow, 'plan' | 'launches' | 'exams' | 'error'> & { plan: string; launches: string; exams: string; error: string | null };
interface EncodedTrial {
  number: number;
  cohort: number;
  params: string;
  members: string | null;
  state: Trial['state'];
  reason: string | null;
  drawnAt: number;
}

const columns = `search_id AS searchId, name, status, plan, launches, phase, chosen, worked_ms AS workedMs, run_id AS runId, step_id AS stepId,
  tracking_run_id AS trackingRunId, model, exams, error, owner, started_at AS startedAt, ended_at AS endedAt`;

export type SearchStore = ReturnType<typeof createSearchStore>;

export function createSearchStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM searches WHERE search_id = ?`);
  const newest = db.prepare<[number], Encoded>(`SELECT ${columns} FROM searches ORDER BY started_at DESC, search_id LIMIT ?`);
  const put = db.prepare<Encoded>(
    `INSERT INTO searches VALUES (@searchId, @name, @status, @plan, @launches, @phase, @chosen, @workedMs, @runId, @stepId, @trackingRunId, @model, @exams, @error,
       @owner, @startedAt, @endedAt)
     ON CONFLICT DO UPDATE SET status = @status, plan = @plan, launches = @launches, phase = @phase, chosen = @chosen, worked_ms = @workedMs,
       tracking_run_id = @trackingRunId, model = @model, exams = @exams, error = @error, owner = @owner, ended_at = @endedAt`,
  );
  const drop = db.prepare<[string]>('DELETE FROM searches WHERE search_id = ?');
  const trialsOf = db.prepare<[string], EncodedTrial>(
    'SELECT number, cohort, params, members, state, reason, drawn_at AS drawnAt FROM search_trials WHERE search_id = ? ORDER BY number',
  );
  const unitsOf = db.prepare<[string], { number: number; unit: number; result: string; at: number }>(
    'SELECT number, unit, result, at FROM search_units WHERE search_id = ?',
  );
  const putTrial = db.prepare<EncodedTrial & { searchId: string }>(
    'INSERT OR IGNORE INTO search_trials VALUES (@searchId, @number, @cohort, @params, @members, @state, @reason, @drawnAt)',
  );
  const endTrial = db.prepare<[string, string | null, string, number]>(
    'UPDATE search_trials SET state = ?, reason = ? WHERE search_id = ? AND number = ?',
  );
  const putUnit = db.prepare<[string, number, number, string, number]>('INSERT OR IGNORE INTO search_units VALUES (?, ?, ?, ?, ?)');

  const read = (searchId: string) => {
    const found = one.get(searchId);
    return found && decode(found);
  };
  return {
    row: read,
    list: (limit: number) => newest.all(limit).map(decode),
    trials(searchId: string): StoredTrial[] {
      const found = trialsOf.all(searchId).map(
        (row): StoredTrial => ({
          ...row,
          params: JSON.parse(row.params),
          members: row.members === null ? null : JSON.parse(row.members),
          units: {},
        }),
      );
      const byNumber = new Map(found.map((trial) => [trial.number, trial]));
      for (const { number, unit, result, at } of unitsOf.all(searchId)) byNumber.get(number)!.units[unit] = { ...JSON.parse(result), at };
      return found;
    },
    save: (row: SearchRow) => write(() => void put.run(encode(row))),
    /** Changes what is still worked on by `owner`; false when somebody cancelled it meanwhile, or took it over. */
    change: (searchId: string, owner: string, change: Partial<SearchRow>) =>
      write(() => {
        const row = read(searchId);
        if (!row || row.owner !== owner || row.status !== 'running') return false;
        put.run(encode({ ...row, ...change }));
        return true;
      }),
    claim: (searchId: string, owner: string, isAlive: (owner: string) => boolean) =>
      write(() => {
        const row = read(searchId);
        if (!row || (row.status === 'running' && row.owner !== owner && isAlive(row.owner))) return false;
        put.run(encode({ ...row, owner, status: 'running', error: null, endedAt: null }));
        return true;
      }),
    cancel: (searchId: string, at: number) =>
      write(() => {
        const row = read(searchId);
        if (row?.status === 'running') put.run(encode({ ...row, status: 'cancelled', endedAt: at }));
      }),
    examined: (searchId: string, exam: Exam) =>
      write(() => {
        const row = read(searchId);
        if (row) put.run(encode({ ...row, exams: [...row.exams, exam] }));
      }),
    draw: (searchId: string, trials: readonly Omit<Trial, 'units'>[], at: number) =>
      write(() => {
        for (const trial of trials)
          putTrial.run({
            ...trial,
            searchId,
            params: JSON.stringify(trial.params),
            members: trial.members && JSON.stringify(trial.members),
            drawnAt: at,
          });
      }),
    settle: (searchId: string, trials: readonly Pick<Trial, 'number' | 'state' | 'reason'>[]) =>
      write(() => {
        for (const { number, state, reason } of trials) endTrial.run(state, reason, searchId, number);
      }),
    measured: (searchId: string, number: number, unit: number, result: Unit, at: number) =>
      write(() => void putUnit.run(searchId, number, unit, JSON.stringify(result), at)),
    remove: (searchId: string) => write(() => void drop.run(searchId)),
  };
}

function encode(row: SearchRow): Encoded {
  const { plan, launches, exams, error } = row;
  return {
    ...row,
    plan: JSON.stringify(plan),
    launches: JSON.stringify(launches),
    exams: JSON.stringify(exams),
    error: error && JSON.stringify(error),
  };
}

function decode(row: Encoded): SearchRow {
  const { plan, launches, exams, error } = row;
  return {
    ...row,
    plan: JSON.parse(plan),
    launches: JSON.parse(launches),
    exams: JSON.parse(exams),
    error: error === null ? null : JSON.parse(error),
  };
}
