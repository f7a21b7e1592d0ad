/** Rows of the runs' tables as records. */
import type { AttemptRecord, RunRecord, StepRecord } from './records.ts';

export interface RunRow {
  run_id: string;
  pipeline: string;
  solution: RunRecord['solution'];
  engine: RunRecord['engine'];
  status: RunRecord['status'];
  params: string;
  plan: string;
  started_at: number;
  ended_at: number | null;
  tracking_run_id: string | null;
  model: string | null;
  endpoint: string | null;
  error: string | null;
  owner: string | null;
  rerun_of: string | null;
}

export interface StepRow {
  step_id: string;
  status: StepRecord['status'];
  attempts: number;
  retry_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  progress: string | null;
  metrics: string;
  outputs: string;
  tracking_run_id: string | null;
  error: string | null;
  origin: string | null;
}

export interface AttemptRow {
  launch_id: string;
  run_id: string;
  step_id: string;
  attempt: number;
  started_at: number;
  exited_at: number | null;
  reference: string | null;
  stdout_seen: number;
  stderr_seen: number;
}

export function runOf(row: RunRow | undefined): RunRecord | null {
  if (!row) return null;
  return {
    runId: row.run_id,
    pipeline: row.pipeline,
    solution: row.solution,
    engine: row.engine,
    status: row.status,
    params: JSON.parse(row.params),
    plan: JSON.parse(row.plan),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    trackingRunId: row.tracking_run_id,
    model: parsed(row.model),
    endpoint: row.endpoint,
    error: parsed(row.error),
    owner: row.owner,
    rerunOf: row.rerun_of,
  };
}

export function stepOf(row: StepRow): StepRecord {
  return {
    id: row.step_id,
    status: row.status,
    attempts: row.attempts,
    retryAt: row.retry_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    progress: parsed(row.progress),
    metrics: JSON.parse(row.metrics),
    outputs: JSON.parse(row.outputs),
    trackingRunId: row.tracking_run_id,
    error: parsed(row.error),
    origin: row.origin,
  };
}

export function attemptOf(row: AttemptRow): AttemptRecord {
  return {
    launchId: row.launch_id,
    runId: row.run_id,
    stepId: row.step_id,
    attempt: row.attempt,
    startedAt: row.started_at,
    exitedAt: row.exited_at,
    reference: row.reference,
    stdoutSeen: row.stdout_seen,
    stderrSeen: row.stderr_seen,
  };
}

function parsed<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
