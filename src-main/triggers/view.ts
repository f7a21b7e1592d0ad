/** Triggers as the contract shows them. */
import type { Failure } from '../contract/base.ts';
import type { Trigger } from '../contract/triggers.ts';
import type { StoredFiring, StoredTrigger } from './rows.ts';

export interface About {
  nextAt: number | null;
  last: StoredFiring | null;
  /** Address of the webhooks of this lab; null while nobody answers there. */
  hooksAt: string | null;
  problem: Failure | null;
}

export function triggerView({ name, definition, paused, createdAt, token }: StoredTrigger, { nextAt, last, hooksAt, problem }: About): Trigger {
  const hook = token === null ? null : { url: hooksAt === null ? null : `${hooksAt}/${encodeURIComponent(name)}`, token };
  return { name, ...definition, paused, createdAt, nextAt, last: last?.firing ?? null, hook, problem };
}
