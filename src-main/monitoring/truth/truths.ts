/**
 * `createTruths`: what turned out to be true, told later and joined to what was predicted by the request's id. Predictions are copied out of the capture, which
 * is rotated, from the moment that somebody asks about an endpoint's truth; the capture as it is then comes along.
 */
import type { Core } from '../../common/core.ts';
import type { Performance } from '../../contract/monitoring.ts';
import type { Serving } from '../../serving/index.ts';
import { performanceWindows } from './performance.ts';
import { createTruthStore, type Labelled, type NewPrediction } from './store.ts';

export interface Truths {
  /** From now on predictions are kept for as long as their truth may come. */
  follow(endpoint: string): Promise<void>;
  /** Answers with how many were new; of an id that was told before, the first word stands. */
  tell(endpoint: string, truths: readonly { id: string; label: string }[]): Promise<number>;
  /** Takes in what was predicted since. Does nothing for endpoints that nobody follows. */
  refresh(endpoint: string): Promise<void>;
  labelled(endpoint: string, by: number, limit: number): Labelled[];
  arrivedSince(endpoint: string, at: number): number;
  /** Share of right answers among the newest labelled ones since then, and how many they are. */
  accuracy(endpoint: string, since: number, labels: number): { share: number | null; labels: number };
  performance(endpoint: string, windowMs: number, windows: number): Performance;
}

const pieceBytes = 1 << 20;

export function createTruths(core: Pick<Core, 'storage' | 'clock' | 'changes'>, serving: Pick<Serving, 'get' | 'captured'>): Truths {
  const store = createTruthStore(core.storage);
  const turns = new Map<string, Promise<void>>();

  async function takeIn(endpoint: string): Promise<void> {
    for (;;) {
      const position = store.position(endpoint);
      if (position === null) return;
      const { requests, next } = serving.captured(endpoint, position, pieceBytes);
      if (next === position) return;
      await store.read(endpoint, predictionsOf(requests), next);
    }
  }
  function refresh(endpoint: string): Promise<void> {
    const turn = (turns.get(endpoint) ?? Promise.resolve()).catch(() => {}).then(() => takeIn(endpoint));
    turns.set(endpoint, turn);
    return turn;
  }

  return {
    refresh,
    async follow(endpoint) {
      serving.get(endpoint);
      await store.open(endpoint);
      await refresh(endpoint);
    },
    async tell(endpoint, truths) {
      serving.get(endpoint);
      await store.open(endpoint);
      const told = await store.tell(endpoint, truths, core.clock.now());
      await refresh(endpoint);
      if (told > 0) core.changes.publish({ topic: 'monitoring', id: endpoint });
      return told;
    },
    labelled: store.labelled,
    arrivedSince: store.arrivedSince,
    accuracy(endpoint, since, labels) {
      const found = store.outcomes(endpoint, since, labels);
      return { share: found.length === 0 ? null : found.filter(({ right }) => right === 1).length / found.length, labels: found.length };
    },
    performance(endpoint, windowMs, windows) {
      const now = core.clock.now();
      const outcomes = store.outcomes(endpoint, now - (windows + 1) * windowMs, 1_000_000);
      return { windows: performanceWindows(outcomes, now, windowMs, windows), waiting: store.waiting(endpoint) };
    },
  };
}

/** The rows of one batch stand under one id: `id`, `id:1`, `id:2`, … */
function predictionsOf(requests: ReturnType<Serving['captured']>['requests']): NewPrediction[] {
  const found: NewPrediction[] = [];
  let [last, place] = ['', 0];
  for (const { id, at, status, label, row } of requests) {
    place = id === last ? place + 1 : 0;
    last = id;
    if (status === 200 && label !== null && row !== null) found.push({ id: place === 0 ? id : `${id}:${place}`, at, label, row });
  }
  return found;
}
