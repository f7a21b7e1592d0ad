/**
 * `createCourier`: sends what waits, some at a time, again after a while where it did not go through, and takes over from a core that died. Nobody waits for it:
 * what is to be told was written down with the alert itself. A message may arrive twice (its id says so), never not at all while attempts are left.
 */
import { setAlarm } from '../common/clock.ts';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import type { Channel } from '../contract/channels.ts';
import { SendError, type Sent } from './send/outcome.ts';
import type { ChannelStore, DeliveryRow } from './store.ts';

export type Desktop = (notice: { title: string; body: string }) => void;

export interface Courier {
  /** Soon; many at once are one. */
  wake(): void;
  /** Here is somebody who shows notifications. */
  carry(desktop: Desktop): void;
  close(): Promise<void>;
}

const backoffMs = [1000, 5000, 30_000, 120_000, 600_000, 1_800_000];
const atOnce = 4;
/** A notification that nobody could show is no news any more. */
const desktopMs = 600_000;
const patienceMs = 2000;

export function createCourier({ clock, changes, log }: Pick<Core, 'clock' | 'changes' | 'log'>, store: ChannelStore): Courier {
  const owner = newOwner();
  const abort = new AbortController();
  const sending = new Map<string, Promise<void>>();
  let desktop: Desktop | null = null;
  let stopAlarm = () => {};
  let awake: NodeJS.Immediate | null = null;

  const isFree = (row: DeliveryRow) => row.status === 'waiting' || (row.status === 'sending' && (row.owner === null || !isAlive(row.owner)));

  function look(): void {
    awake = null;
    if (abort.signal.aborted) return;
    stopAlarm();
    const now = clock.now();
    const channels = new Map(store.all().map((entry) => [entry.channel.name, entry]));
    const times: number[] = [];
    for (const row of store.open()) {
      if (!isFree(row) || sending.has(row.id)) continue;
      const entry = channels.get(row.channel);
      const isForDesktop = entry?.channel.target.kind === 'desktop';
      const due = isForDesktop && !desktop ? row.createdAt + desktopMs : row.nextAt;
      if (due > now) times.push(due);
      else if (sending.size < atOnce) {
        const done = deliver(row, entry ?? null)
          .catch((error: unknown) => void (abort.signal.aborted || log.warn('alert not told', { channel: row.channel, error: String(error) })))
          .finally(() => {
            sending.delete(row.id);
            wake();
          });
        sending.set(row.id, done);
      }
    }
    if (times.length > 0) stopAlarm = setAlarm(clock, Math.min(...times), wake);
  }
  function wake(): void {
    awake ??= setImmediate(look);
  }

  async function deliver(row: DeliveryRow, entry: { channel: Channel; secret: string | null } | null): Promise<void> {
    const { id } = row;
    if (!(await store.claim(id, owner, isFree))) return;
    changes.publish({ topic: 'channels', id: row.channel });
    const at = clock.now();
    const begun = performance.now();
    const secret = entry ? secretOf(entry.secret) : null;
    let [answer, problem]: [string | null, SendError | null] = [null, null];
    try {
      if (!entry) throw new SendError('@channel-removed', { isFinal: true });
      answer = (await send(row, entry.channel, secret, at)).answer;
    } catch (error) {
      problem = error instanceof SendError ? error : new SendError(error instanceof Error ? error.message : String(error));
      answer = problem.answer;
    }
    const tried = { at, ms: performance.now() - begun, answer: answer && clean(answer, secret), error: problem && clean(problem.message, secret) };
    // Broken off by our own end: whoever comes next sends it.
    if (problem && abort.signal.aborted) await store.settle(id, { status: 'waiting', nextAt: at, endedAt: null }, null);
    else await store.settle(id, settled(row, problem), tried);
    changes.publish({ topic: 'channels', id: row.channel });
  }

  function settled({ attempts }: DeliveryRow, problem: SendError | null) {
    const now = clock.now();
    if (!problem) return { status: 'delivered' as const, nextAt: now, endedAt: now };
    const pause = problem.retryAfterMs ?? backoffMs[attempts];
    if (problem.isFinal || pause === undefined || backoffMs[attempts] === undefined) return { status: 'failed' as const, nextAt: now, endedAt: now };
    // Not all at the same instant, after an outage of the other side.
    const spread = 0.9 + Math.random() * 0.2;
    return { status: 'waiting' as const, nextAt: Math.round(now + pause * spread * (clock.speed ?? 1)), endedAt: null };
  }

  async function send({ id, message }: DeliveryRow, { target }: Channel, secret: string | null, now: number): Promise<Sent> {
    const outgoing = { id, message, secret, now, signal: abort.signal };
    switch (target.kind) {
      case 'app':
        return { answer: null };
      case 'desktop':
        if (!desktop) throw new SendError('@nobody-there', { isFinal: true });
        desktop({ title: message.title, body: message.body });
        return { answer: null };
      case 'webhook':
        return (await import('./send/webhook.ts')).sendWebhook(target.url, outgoing);
      case 'slack':
        if (!secret) throw new SendError('@secret-missing', { isFinal: true });
        return (await import('./send/webhook.ts')).sendSlack(outgoing);
      case 'email':
        return (await import('./send/email.ts')).sendEmail(target, outgoing);
    }
  }

  return {
    wake,
    carry(given) {
      desktop = given;
      wake();
    },
    async close() {
      stopAlarm();
      if (awake) clearImmediate(awake);
      const all = Promise.all(sending.values());
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
      abort.abort();
      await all;
      leave(owner);
    },
  };
}

/** `env:NAME` is looked up when it is needed. */
function secretOf(kept: string | null): string | null {
  return kept?.startsWith('env:') ? (process.env[kept.slice(4)] ?? null) : kept;
}

/** Errors of libraries tend to repeat what they were given. */
function clean(text: string, secret: string | null): string {
  if (!secret) return text.slice(0, 500);
  const parts = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  try {
    // Of an address that is a secret, whoever it belongs to is none.
    const { pathname, search } = new URL(secret);
    parts.push(`${pathname}${search}`, pathname);
  } catch {
    // a password
  }
  return parts
    .filter((part) => part.length > 2)
    .reduce((clear, part) => clear.replaceAll(part, '•••'), text)
    .slice(0, 500);
}
