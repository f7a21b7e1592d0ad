/** `createPlays`: plays timelines: sends their requests at their pace, tells their truths when they are due, and goes on where a core that died left off. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../../../common/core.ts';
import { isAlive, leave, newOwner } from '../../../common/owner.ts';
import { BancadaError } from '../../../contract/errors.ts';
import { type Play, type Story, type StoryPreview, storyMs } from '../../../contract/story.ts';
import type { Serving } from '../../../serving/index.ts';
import { requestId } from '../request-id.ts';
import { sendTraffic } from '../traffic-sender.ts';
import { previewOf } from './preview.ts';
import { createPlayStore, type PlayRow } from './store.ts';
import { storyTimes } from './strength.ts';
import { createWorld, type World } from './world.ts';

export interface Plays {
  /** Answers when it has begun. With `resume`, the same timeline that was broken off goes on. */
  start(endpoint: string, timeline: Story, resume?: boolean): Promise<Play>;
  preview(endpoint: string, timeline: Story): Promise<StoryPreview>;
  get(id: string): Play;
  list(endpoint?: string): Play[];
  cancel(id: string): Promise<void>;
  /** Resolves when this core is done with it. */
  ended(id: string): Promise<void>;
  close(): Promise<void>;
}

interface Parts {
  serving: Pick<Serving, 'get' | 'reference'>;
  tell(endpoint: string, truths: { id: string; label: string }[]): Promise<number>;
  rowsOf(reference: string): Promise<Record<string, unknown>[]>;
}

const saveEvery = 50;
const tellEveryMs = 100;
const deadAfter = 40;

export function createPlays(core: Pick<Core, 'storage' | 'changes' | 'clock' | 'log'>, parts: Parts): Plays {
  const store = createPlayStore(core.storage);
  const owner = newOwner();
  const playing = new Map<string, { row: PlayRow; abort: AbortController; ended: Promise<void> }>();
  const [closing, dead] = [Symbol('closing'), Symbol('dead')];

  async function worldOf(endpoint: string, timeline: Story): Promise<World> {
    const { signature } = parts.serving.get(endpoint);
    const names = signature.map(({ name }) => name);
    for (const event of timeline.events) {
      if (!('feature' in event) || names.includes(event.feature)) continue;
      throw new BancadaError('PARAM_INVALID', { name: 'feature', value: event.feature, expected: names.join(', '), example: names[0] });
    }
    const rows = timeline.stream
      ? (await parts.rowsOf(timeline.stream.dataset)).slice(timeline.stream.skip)
      : (parts.serving.reference(endpoint)?.rows ?? []);
    if (rows.length === 0) throw new BancadaError('REFERENCE_MISSING', { name: endpoint });
    const { truth } = timeline;
    if (truth && !(truth.column in rows[0]!)) {
      throw new BancadaError('PARAM_INVALID', {
        name: 'truth.column',
        value: truth.column,
        expected: Object.keys(rows[0]!).join(', '),
        example: '—',
      });
    }
    return createWorld({ timeline, signature, rows });
  }

  async function run(row: PlayRow, world: World, abort: AbortController): Promise<void> {
    const { signal } = abort;
    const { id, endpoint, timeline } = row;
    const { requests } = world;
    const times = storyTimes(timeline, requests, storyMs(timeline.every)!);
    const delay = timeline.truth ? storyMs(timeline.truth.delay)! : 0;
    const first = row.sent;
    const begun = performance.now();
    const storyNow = () => times[Math.min(first, requests - 1)]! + (performance.now() - begun) * timeline.clock;
    const answered = new Set<number>();
    let unanswered = 0;
    let telling = Promise.resolve();

    /** Of what was answered; told in order, so that one number says how far it is. */
    const tellDue = async (): Promise<void> => {
      if (!timeline.truth) return;
      const due: { id: string; label: string }[] = [];
      let next = row.told;
      while (next < row.sent && times[next]! + delay <= storyNow()) {
        const { truth } = world.request(next);
        if (truth !== null) due.push({ id: requestId(id, next), label: truth });
        next++;
      }
      for (let from = 0; from < due.length; from += 5000) await parts.tell(endpoint, due.slice(from, from + 5000));
      row.told = next;
    };
    const timer = setInterval(() => {
      telling = telling.then(tellDue).catch((error) => core.log.warn('truth not told', { id, error }));
    }, tellEveryMs);

    try {
      await sendTraffic({
        url: parts.serving.get(endpoint).url!,
        first,
        count: requests,
        row: (i) => world.request(i).body,
        broken: (i) => world.request(i).broken,
        delayMs: (i) => world.request(i).delayMs,
        id: (i) => requestId(id, i),
        dueMs: (i) => (times[i]! - times[first]!) / timeline.clock,
        signal,
        onAnswer: (answer, i) => {
          answered.add(i);
          while (answered.delete(row.sent)) row.sent++;
          if (!('status' in answer) || answer.status !== 200) row.failed++;
          unanswered = 'error' in answer ? unanswered + 1 : 0;
          if (unanswered >= deadAfter) abort.abort(dead);
          if (row.sent % saveEvery !== 0) return;
          void store.save({ ...row }).catch(() => {});
          core.changes.publish({ topic: 'simulations', id });
        },
      });
      while (!signal.aborted && timeline.truth && row.told < row.sent) await new Promise((resolve) => setTimeout(resolve, tellEveryMs));
    } finally {
      clearInterval(timer);
      await telling;
    }
  }

  function begin(row: PlayRow, world: World): void {
    const abort = new AbortController();
    const ended = run(row, world, abort)
      .then(() => {
        row.status = abort.signal.reason === dead ? 'failed' : abort.signal.aborted ? 'cancelled' : 'done';
      })
      .catch((error: unknown) => {
        row.status = 'failed';
        core.log.warn('timeline not played to its end', { id: row.id, error });
      })
      .then(async () => {
        playing.delete(row.id);
        // One whose core closes is taken up where it is.
        if (abort.signal.reason === closing) Object.assign(row, { status: 'running', owner: null });
        else row.endedAt = core.clock.now();
        await store.save(row);
        core.changes.publish({ topic: 'simulations', id: row.id });
      })
      .catch((error: unknown) => core.log.error('play not recorded', { id: row.id, error }));
    playing.set(row.id, { row, abort, ended });
    core.changes.publish({ topic: 'simulations', id: row.id });
  }

  function view(row: PlayRow): Play {
    const { owner: by, ...rest } = playing.get(row.id)?.row ?? row;
    const { timeline } = rest;
    const lost = rest.status === 'running' && (by === null || !isAlive(by));
    return { ...rest, status: lost ? 'failed' : rest.status, requests: timeline.requests ?? Math.max(rest.sent, 0) };
  }
  function known(id: string): PlayRow {
    const row = store.row(id);
    if (!row) throw new BancadaError('BAD_REQUEST', { detail: `play ${id.slice(0, 40)}` });
    return row;
  }

  return {
    async start(endpoint, timeline, resume = false) {
      const { url, status } = parts.serving.get(endpoint);
      if (url === null) throw new BancadaError('ENDPOINT_NOT_READY', { name: endpoint, seconds: 0, detail: status });
      const world = await worldOf(endpoint, timeline);
      const left = resume ? store.open(endpoint) : null;
      const fixed: Story = { ...timeline, requests: world.requests };
      if (left && JSON.stringify(left.timeline) === JSON.stringify(fixed) && (await store.claim(left.id, owner, isAlive))) {
        const row = { ...left, owner };
        begin(row, world);
        return view(row);
      }
      const row: PlayRow = {
        ...{ id: randomBytes(6).toString('hex'), endpoint, timeline: fixed, status: 'running', sent: 0, failed: 0, told: 0 },
        ...{ startedAt: core.clock.now(), endedAt: null, owner },
      };
      if (timeline.truth) await parts.tell(endpoint, []);
      await store.save(row);
      begin(row, world);
      return view(row);
    },
    async preview(endpoint, timeline) {
      const world = await worldOf(endpoint, timeline);
      return previewOf(timeline, world, parts.serving.get(endpoint).signature);
    },
    get: (id) => view(known(id)),
    list: (endpoint) =>
      store
        .list()
        .filter((row) => endpoint === undefined || row.endpoint === endpoint)
        .map(view),
    async cancel(id) {
      const row = known(id);
      const live = playing.get(id);
      live?.abort.abort('cancelled');
      await live?.ended;
      if (!live && view(row).status === 'failed') await store.save({ ...row, status: 'cancelled', endedAt: core.clock.now() });
    },
    ended: async (id) => playing.get(id)?.ended,
    async close() {
      for (const { abort } of playing.values()) abort.abort(closing);
      await Promise.all([...playing.values()].map(({ ended }) => ended));
      leave(owner);
    },
  };
}
