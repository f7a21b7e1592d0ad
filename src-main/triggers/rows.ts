/** Rows of the triggers' tables as records. */
import type { RunStatus } from '../contract/pipelines.ts';
import { type Firing, type TriggerDefinition, triggerDefinition } from '../contract/triggers.ts';
import type { Cursor } from './sources/source.ts';

export interface TriggerRow {
  id: number;
  name: string;
  definition: string;
  cursor: string;
  paused: number;
  token: string | null;
  created_at: number;
}

export interface StoredTrigger {
  id: number;
  name: string;
  definition: TriggerDefinition;
  cursor: Cursor;
  paused: boolean;
  token: string | null;
  createdAt: number;
}

export interface FiringRow {
  id: number;
  trigger_id: number | null;
  name: string;
  key: string;
  cause: string;
  due_at: number;
  recorded_at: number;
  outcome: Firing['outcome'];
  reason: Firing['reason'];
  occasions: number;
  pipeline: string;
  params: string;
  run_id: string | null;
  replaces: string;
  error: string | null;
  owner: string | null;
  run_status: RunStatus | null;
  run_ended_at: number | null;
  admitted: number | null;
}

export interface StoredFiring {
  triggerId: number | null;
  owner: string | null;
  firing: Firing;
}

export function triggerOf(row: TriggerRow): StoredTrigger;
export function triggerOf(row: TriggerRow | undefined): StoredTrigger | null;
export function triggerOf(row: TriggerRow | undefined): StoredTrigger | null {
  if (!row) return null;
  const { id, name, paused, token, created_at: createdAt } = row;
  const definition = triggerDefinition.parse(JSON.parse(row.definition));
  return { id, name, definition, cursor: JSON.parse(row.cursor), paused: paused === 1, token, createdAt };
}

export function firingOf(row: FiringRow): StoredFiring;
export function firingOf(row: FiringRow | undefined): StoredFiring | null;
export function firingOf(row: FiringRow | undefined): StoredFiring | null {
  if (!row) return null;
  const { run_status: status, outcome } = row;
  return {
    triggerId: row.trigger_id,
    owner: row.owner,
    firing: {
      id: row.id,
      trigger: row.name,
      cause: JSON.parse(row.cause),
      dueAt: row.due_at,
      recordedAt: row.recorded_at,
      outcome,
      reason: row.reason,
      occasions: row.occasions,
      pipeline: row.pipeline,
      params: JSON.parse(row.params),
      runId: outcome === 'failed' ? null : row.run_id,
      run: status && { status, queued: row.admitted === 0, endedAt: row.run_ended_at },
      replaced: JSON.parse(row.replaces),
      error: row.error === null ? null : JSON.parse(row.error),
    },
  };
}
