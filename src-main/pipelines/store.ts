/** The runs' tables. Reads are plain; `change` hands the prepared statements to one durable write. */
import type Sqlite from 'better-sqlite3';
import type { LogLine, StepStatus } from '../contract/pipelines.ts';
import type { AttemptTimes } from '../contract/run-views.ts';
import type { Storage } from '../storage/index.ts';
import { contractReads, contractWrites } from './contracts.ts';
import { dataReads } from './data-reads.ts';
import { debugReads, debugWrites } from './debug/store.ts';
import {
  type AttemptEnd,
  type AttemptRecord,
  type CacheEntry,
  isOpen,
  type KeptStep,
  type KeyRecord,
  type KnownEntry,
  type RunRecord,
  type StepRecord,
} from './records.ts';
import { type AttemptRow, attemptOf, type RunRow, runOf, type StepRow, stepOf } from './rows.ts';

export type Store = ReturnType<typeof createStore>;
export type StepChange = Partial<Omit<StepRecord, 'id' | 'status'>> & { status?: StepStatus };

/** How far back the history of a step is looked for. */
const recentRuns = 200;

export function createStore(storage: Storage) {
  const { db } = storage;
  const sql = {
    run: db.prepare<[string], RunRow>('SELECT * FROM pipeline_runs WHERE run_id = ?'),
    open: db.prepare<[], RunRow>("SELECT * FROM pipeline_runs WHERE status IN ('pending', 'running') ORDER BY started_at"),
    runIds: db.prepare<[number, string | null, string | null, number], { run_id: string }>(
      'SELECT run_id FROM pipeline_runs WHERE started_at < ? AND (? IS NULL OR pipeline = ?) ORDER BY started_at DESC, run_id DESC LIMIT ?',
    ),
    steps: db.prepare<[string], StepRow>('SELECT * FROM step_runs WHERE run_id = ? ORDER BY position'),
    cancelAsked: db.prepare<[string], { cancel_asked: number }>('SELECT cancel_asked FROM pipeline_runs WHERE run_id = ?'),
    running: db.prepare<[string], AttemptRow>("SELECT * FROM step_attempts WHERE run_id = ? AND status = 'running'"),
    attempts: db.prepare<[string], AttemptTimes>(
      `SELECT step_id AS step, attempt, status, queued_at AS queuedAt, started_at AS startedAt, launched_at AS launchedAt,
        exited_at AS exitedAt, ended_at AS endedAt FROM step_attempts WHERE run_id = ? ORDER BY started_at, launch_id`,
    ),
    allRunning: db.prepare<[], AttemptRow & { owner: string | null }>(
      "SELECT a.*, r.owner FROM step_attempts a JOIN pipeline_runs r USING (run_id) WHERE a.status = 'running'",
    ),
    logs: db.prepare<[string, number, string | null, string | null, number], LogLine>(
      'SELECT seq, at, step_id AS step, stream, level, text FROM run_logs WHERE run_id = ? AND seq > ? AND (? IS NULL OR step_id = ?) ORDER BY seq LIMIT ?',
    ),
    lastSeq: db.prepare<[string], { seq: number | null }>('SELECT max(seq) AS seq FROM run_logs WHERE run_id = ?'),
    logged: db.prepare<[string], { step_id: string; lines: number; bytes: number }>(
      'SELECT step_id, count(*) AS lines, sum(length(text)) AS bytes FROM run_logs WHERE run_id = ? GROUP BY step_id',
    ),
    known: db.prepare<[string, string], { key: string | null; parts: string }>('SELECT key, parts FROM step_keys WHERE run_id = ? AND step_id = ?'),
    earlier: db.prepare<[string, number, number, string, number], { runId: string; status: StepStatus }>(`
      SELECT r.run_id AS runId, s.status FROM
        (SELECT run_id, started_at FROM pipeline_runs WHERE pipeline = ? AND started_at < ? ORDER BY started_at DESC LIMIT ?) r
        JOIN step_keys k ON k.run_id = r.run_id AND k.step_id = ?
        JOIN step_runs s ON s.run_id = k.run_id AND s.step_id = k.step_id
        WHERE NOT EXISTS (SELECT 1 FROM step_edits e WHERE e.run_id = k.run_id AND e.step_id = k.step_id)
        ORDER BY r.started_at DESC, r.run_id DESC LIMIT ?`),
    goodRuns: db.prepare<[string, string, string, number], { run_id: string }>(`
      SELECT r.run_id FROM pipeline_runs r JOIN step_runs s ON s.run_id = r.run_id AND s.step_id = ? AND s.status IN ('succeeded', 'cached')
        WHERE r.pipeline = ? AND r.solution = ? ORDER BY r.started_at DESC, r.run_id DESC LIMIT ?`),
    durations: db.prepare<[string, string, number, string, number], { ms: number }>(`
      SELECT coalesce(a.ended_at - a.started_at, s.ended_at - s.started_at) AS ms FROM
        (SELECT run_id, started_at FROM pipeline_runs WHERE pipeline = ? AND engine = ? ORDER BY started_at DESC LIMIT ?) r
        JOIN step_runs s ON s.run_id = r.run_id AND s.step_id = ? AND s.status = 'succeeded'
        LEFT JOIN step_attempts a ON a.run_id = s.run_id AND a.step_id = s.step_id AND a.status = 'succeeded'
      ORDER BY r.started_at DESC LIMIT ?`),
    cached: db.prepare<[string], { outputs: string; evidence: string; result: string | null; run_id: string }>(
      'SELECT outputs, evidence, result, run_id FROM step_cache WHERE key = ?',
    ),
  };
  const put = statements(db);
  const insertReads = dataReads(db);

  const writes = {
    ...debugWrites(db),
    ...contractWrites(db),
    /** `kept`: steps that have ended before the run begins. */
    insertRun(run: RunRecord, kept: ReadonlyMap<string, KeptStep> = new Map()): void {
      put.insertRun.run(
        run.runId,
        run.pipeline,
        run.solution,
        run.engine,
        run.status,
        JSON.stringify(run.params),
        JSON.stringify(run.plan),
        run.startedAt,
        run.trackingRunId,
        run.owner,
        run.rerunOf,
      );
      insertReads(run);
      run.plan.steps.forEach((step, position) => void put.insertStep.run(run.runId, step.id, position, 'pending'));
      if (run.model || run.endpoint !== null) this.run(run.runId, { model: run.model, endpoint: run.endpoint });
      for (const [id, { record, known }] of kept) {
        const { metrics, outputs, origin } = record;
        this.step(run.runId, id, { status: 'cached', startedAt: run.startedAt, endedAt: run.startedAt, metrics, outputs, origin });
        if (known) this.known(run.runId, id, known);
      }
    },
    run(runId: string, change: Partial<Pick<RunRecord, 'status' | 'endedAt' | 'model' | 'endpoint' | 'error' | 'trackingRunId'>>): void {
      const { status = null, endedAt = null, endpoint = null, trackingRunId = null } = change;
      put.updateRun.run({
        runId,
        status,
        endedAt,
        endpoint,
        trackingRunId,
        model: change.model ? JSON.stringify(change.model) : null,
        error: change.error ? JSON.stringify(change.error) : null,
      });
      if (status !== null && !isOpen(status)) put.leaveQueue.run(runId);
    },
    step(runId: string, id: string, change: StepChange): void {
      const { status, attempts, startedAt, endedAt, trackingRunId } = change;
      put.updateStep.run({
        runId,
        id,
        status: status ?? null,
        attempts: attempts ?? null,
        startedAt: startedAt ?? null,
        endedAt: endedAt ?? null,
        trackingRunId: trackingRunId ?? null,
        retryAt: change.retryAt ?? null,
        progress: change.progress ? JSON.stringify(change.progress) : null,
        metrics: change.metrics ? JSON.stringify(change.metrics) : null,
        outputs: change.outputs ? JSON.stringify(change.outputs) : null,
        error: change.error ? JSON.stringify(change.error) : null,
        origin: change.origin ?? null,
        clearError: change.error === null ? 1 : 0,
      });
    },
    /** What a step's key was made of. */
    known: (runId: string, id: string, { key, parts }: KeyRecord) => void put.known.run(runId, id, key, JSON.stringify(parts)),
    insertAttempt(
      { launchId, runId, stepId, attempt }: Pick<AttemptRecord, 'launchId' | 'runId' | 'stepId' | 'attempt'>,
      { at, queuedAt, memory }: { at: number; queuedAt: number; memory: number },
    ): void {
      put.insertAttempt.run(launchId, runId, stepId, attempt, at, queuedAt, memory);
    },
    reference: (launchId: string, reference: string, at: number) => void put.reference.run(reference, at, launchId),
    seen: (launchId: string, stdout: number, stderr: number) => void put.seen.run(stdout, stderr, launchId),
    endAttempt({ launchId, exitedAt }: Pick<AttemptRecord, 'launchId' | 'exitedAt'>, status: AttemptEnd, at: number, exit: unknown = null): void {
      put.endAttempt.run(status, at, exit === null ? null : JSON.stringify(exit), exitedAt, launchId);
    },
    log: (runId: string, { seq, at, step, stream, level, text }: LogLine) => void put.log.run(runId, seq, at, step, stream, level, text),
    cache(key: string, entry: CacheEntry, runId: string, at: number): void {
      put.cache.run(key, JSON.stringify(entry.outputs), JSON.stringify(entry.evidence), entry.result && JSON.stringify(entry.result), runId, at);
    },
    forget: (key: string) => void put.forget.run(key),
    askCancel: (runId: string) => void put.askCancel.run(runId),
    /** True when the run was `from`'s and is now `to`'s. */
    claim: (runId: string, from: string | null, to: string | null) => put.claim.run(to, runId, from).changes === 1,
    release: (owner: string) => void put.release.run(owner),
  };

  return {
    debug: debugReads(db),
    contracts: contractReads(db),
    run: (runId: string): RunRecord | null => runOf(sql.run.get(runId)),
    open: (): RunRecord[] => sql.open.all().map((row) => runOf(row)!),
    /** Newest first. */
    runIds: (pipeline: string | null, limit: number, before: number): string[] =>
      sql.runIds.all(before, pipeline, pipeline, limit).map((row) => row.run_id),
    steps: (runId: string): StepRecord[] => sql.steps.all(runId).map(stepOf),
    cancelAsked: (runId: string): boolean => sql.cancelAsked.get(runId)?.cancel_asked === 1,
    running: (runId: string): AttemptRecord[] => sql.running.all(runId).map(attemptOf),
    /** Every try of a run, in order. */
    attempts: (runId: string): AttemptTimes[] => sql.attempts.all(runId),
    /** Attempts of every core that works on this home. */
    allRunning: (): (AttemptRecord & { owner: string | null })[] => sql.allRunning.all().map((row) => ({ ...attemptOf(row), owner: row.owner })),
    logs: (runId: string, after: number, limit: number, step: string | null = null): LogLine[] => sql.logs.all(runId, after, step, step, limit),
    lastSeq: (runId: string): number => sql.lastSeq.get(runId)?.seq ?? 0,
    /** Lines and characters stored of each step. */
    logged: (runId: string) => new Map(sql.logged.all(runId).map((row) => [row.step_id, { lines: row.lines, bytes: row.bytes }])),
    known(runId: string, id: string): KeyRecord | null {
      const row = sql.known.get(runId, id);
      return row ? { key: row.key, parts: JSON.parse(row.parts) } : null;
    },
    /** Earlier runs of a pipeline with this step decided, newest first. */
    earlier: (pipeline: string, id: string, before: number, limit: number): { runId: string; status: StepStatus }[] =>
      sql.earlier.all(pipeline, before, recentRuns, id, limit),
    /** Runs in which a step ended well, newest first. */
    goodRuns: (pipeline: string, solution: string, id: string, limit: number): string[] =>
      sql.goodRuns.all(id, pipeline, solution, limit).map((row) => row.run_id),
    /** How long the last attempts of a step took that ended well, newest first; a built-in has no attempts, so its own times count. */
    durations: (pipeline: string, engine: string, id: string, limit: number): number[] =>
      sql.durations.all(pipeline, engine, recentRuns, id, limit).map((row) => row.ms),
    cached(key: string): KnownEntry | null {
      const row = sql.cached.get(key);
      if (!row) return null;
      return {
        outputs: JSON.parse(row.outputs),
        evidence: JSON.parse(row.evidence),
        result: row.result && JSON.parse(row.result),
        runId: row.run_id,
      };
    },
    /** One durable write; resolves once it is on disk. */
    change: <T>(change: (put: typeof writes) => T, patience?: { withinMs: number }): Promise<T> => storage.write(() => change(writes), patience),
  };
}

export type Writes = Parameters<Parameters<Store['change']>[0]>[0];

function statements(db: Sqlite.Database) {
  return {
    insertRun: db.prepare(
      'INSERT INTO pipeline_runs (run_id, pipeline, solution, engine, status, params, plan, started_at, tracking_run_id, owner, rerun_of) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
    ),
    updateRun: db.prepare(`UPDATE pipeline_runs SET status = coalesce(@status, status), ended_at = coalesce(@endedAt, ended_at),
      model = coalesce(@model, model), endpoint = coalesce(@endpoint, endpoint), error = coalesce(@error, error),
      tracking_run_id = coalesce(@trackingRunId, tracking_run_id) WHERE run_id = @runId`),
    insertStep: db.prepare('INSERT INTO step_runs (run_id, step_id, position, status) VALUES (?,?,?,?)'),
    updateStep: db.prepare(`UPDATE step_runs SET status = coalesce(@status, status), attempts = coalesce(@attempts, attempts), retry_at = @retryAt,
      started_at = coalesce(started_at, @startedAt), ended_at = coalesce(@endedAt, ended_at), progress = coalesce(@progress, progress),
      metrics = coalesce(@metrics, metrics), outputs = coalesce(@outputs, outputs), tracking_run_id = coalesce(@trackingRunId, tracking_run_id),
      origin = coalesce(@origin, origin), error = CASE WHEN @clearError THEN NULL ELSE coalesce(@error, error) END WHERE run_id = @runId AND step_id = @id`),
    insertAttempt: db.prepare(
      "INSERT INTO step_attempts (launch_id, run_id, step_id, attempt, status, started_at, queued_at, memory) VALUES (?,?,?,?,'running',?,?,?)",
    ),
    known: db.prepare('INSERT OR REPLACE INTO step_keys (run_id, step_id, key, parts) VALUES (?,?,?,?)'),
    leaveQueue: db.prepare('DELETE FROM run_queue WHERE run_id = ?'),
    reference: db.prepare('UPDATE step_attempts SET reference = ?, launched_at = max(?, started_at) WHERE launch_id = ?'),
    seen: db.prepare('UPDATE step_attempts SET stdout_seen = ?, stderr_seen = ? WHERE launch_id = ?'),
    endAttempt: db.prepare(
      'UPDATE step_attempts SET status = ?, ended_at = max(?, started_at), exit = ?, exited_at = max(coalesce(?, exited_at), started_at) WHERE launch_id = ?',
    ),
    log: db.prepare('INSERT INTO run_logs (run_id, seq, at, step_id, stream, level, text) VALUES (?,?,?,?,?,?,?)'),
    cache: db.prepare('INSERT OR REPLACE INTO step_cache (key, outputs, evidence, result, run_id, created_at) VALUES (?,?,?,?,?,?)'),
    forget: db.prepare('DELETE FROM step_cache WHERE key = ?'),
    askCancel: db.prepare('UPDATE pipeline_runs SET cancel_asked = 1 WHERE run_id = ?'),
    claim: db.prepare('UPDATE pipeline_runs SET owner = ? WHERE run_id = ? AND owner IS ?'),
    release: db.prepare('UPDATE pipeline_runs SET owner = NULL WHERE owner = ?'),
  };
}
