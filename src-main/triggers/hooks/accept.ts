/** `acceptCall`: a webhook's call becomes a firing; of its body, only what the trigger names becomes a parameter. */

import { randomUUID } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import type { Call } from '../../common/receiver/server.ts';
import type { Scalar } from '../../contract/base.ts';
import { type RecordDeps, recordOne, recordSkipped } from '../record.ts';
import type { StoredFiring, StoredTrigger } from '../rows.ts';

export interface AcceptDeps {
  core: Pick<Core, 'storage' | 'clock' | 'changes'>;
  recording: RecordDeps;
  isPaused(): boolean;
  begin(firing: StoredFiring, trigger: StoredTrigger): Promise<void>;
}

export async function acceptCall(
  { core, recording, isPaused, begin }: AcceptDeps,
  name: string,
  { body, key: given }: Call,
): Promise<{ status: number; body: object }> {
  const { store } = recording;
  const trigger = store.one(name);
  if (trigger?.definition.source.kind !== 'webhook') return { status: 404, body: { error: 'TRIGGER_NOT_FOUND' } };
  const { allow } = trigger.definition.source;
  const params: Record<string, Scalar> = {};
  const ignored: string[] = [];
  for (const [field, value] of Object.entries(body)) {
    if (allow.includes(field) && isScalar(value)) params[field] = value;
    else ignored.push(field);
  }
  const now = core.clock.now();
  const key = `hook:${given ?? randomUUID()}`;
  const occasion = { key, at: now, cause: { kind: 'webhook' as const, subject: given, late: false }, params };
  const id = await core.storage.write(() => {
    const current = store.byId(trigger.id);
    if (!current) return null;
    if (current.paused || isPaused()) recordSkipped(recording, current, occasion, { now, reason: 'paused', occasions: 1 });
    else return recordOne(recording, current, occasion, now);
    return null;
  });
  core.changes.publish({ topic: 'triggers', id: name });
  // Durable from here on: the caller need not wait for the run to be prepared.
  if (id !== null) void begin(store.firing(id)!, trigger);
  const found = store.byKey(trigger.id, key);
  if (!found) return { status: 404, body: { error: 'TRIGGER_NOT_FOUND' } };
  const { id: firing, outcome, reason, runId } = found.firing;
  return {
    status: outcome === 'skipped' ? 409 : 202,
    body: { firing, outcome, reason, runId, params: found.firing.params, ignored: ignored.slice(0, 50) },
  };
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
