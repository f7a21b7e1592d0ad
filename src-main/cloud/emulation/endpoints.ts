/** Endpoints of a cloud over those of the lab: served in the background, asleep at zero until somebody asks, and what state that is. */
import type { CloudProvider } from '../../contract/cloud-plan.ts';
import type { Around } from './operation.ts';
import { Refusal } from './refusal.ts';
import type { ResourceRow } from './store.ts';

export interface Served {
  /** Its name in the lab. */
  lab: string;
  target: string;
  /** Null of what has no machine of its own. */
  machine: string | null;
  replicas: number;
  /** At zero after so long without a request; null: never. */
  idleSeconds: number | null;
}

type State = 'creating' | 'updating' | 'ready' | 'failed';

/** Starts it, and answers at once. What scales to zero waits for its first request. */
export function serve(row: ResourceRow, { lab, target, replicas, idleSeconds }: Served, { behind, store, changed }: Around): void {
  if (idleSeconds !== null) return;
  void behind
    .deploy(lab, target, replicas)
    .catch((error: unknown) => store.put({ ...row, failure: error instanceof Error ? error.message : String(error) }))
    .finally(changed);
}

export function endpointState(
  row: ResourceRow,
  { lab, idleSeconds }: Served,
  { behind }: Pick<Around, 'behind'>,
): { state: State; failure: string | null } {
  if (row.failure !== null) return { state: 'failed', failure: row.failure };
  const found = behind.endpoint(lab);
  if (idleSeconds !== null && (!found || found.status === 'stopped' || found.status === 'stopping')) return { state: 'ready', failure: null };
  if (!found || found.status === 'starting') return { state: 'creating', failure: null };
  if (found.status === 'ready') {
    const last = behind.lastRollout(lab);
    return { state: last?.status === 'running' || last?.status === 'paused' ? 'updating' : 'ready', failure: null };
  }
  return { state: 'failed', failure: found.error?.message ?? found.status };
}

/** One prediction; of what is at zero, started first, and how long that took. */
export async function invoke(provider: CloudProvider, row: ResourceRow, served: Served, body: unknown, around: Around) {
  const { lab, target, idleSeconds } = served;
  let coldStartMs: number | null = null;
  if (idleSeconds !== null) {
    const isUp = around.behind.endpoint(lab)?.status === 'ready';
    if (!isUp) {
      const from = performance.now();
      await around.behind.deploy(lab, target, 1);
      await around.behind.ask(lab, body);
      coldStartMs = performance.now() - from;
    }
    around.sleepers.touch(lab, idleSeconds);
  } else if (endpointState(row, served, around).state === 'creating') throw unready(provider, row.name);
  const { status, body: text } = await around.behind.ask(lab, body);
  if (status >= 400) {
    throw provider === 'sagemaker'
      ? new Refusal('ModelError', `Received client error (${String(status)}) from primary with message "${text.slice(0, 500)}"`, 424)
      : new Refusal('INVALID_ARGUMENT', text.slice(0, 500), status === 422 ? 400 : status);
  }
  return { answer: JSON.parse(text) as unknown, coldStartMs };
}

const unready = (provider: CloudProvider, name: string) =>
  provider === 'sagemaker'
    ? new Refusal('ValidationError', `Endpoint ${name} is not in service.`)
    : new Refusal('FAILED_PRECONDITION', `Endpoint ${name} has no deployed model that is ready.`, 400);
