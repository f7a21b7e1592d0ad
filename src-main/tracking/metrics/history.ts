/** `createHistory`: the points of metrics, read in a thread. */

import type { MetricPoint } from '../../contract/tracking.ts';
import { offsetOf } from '../../filter/index.ts';
import { asJson, type Readers } from '../../storage/index.ts';
import { type CurvesAsked, curves, historyBulk, historyInterval, historyPage } from './read-queries.ts';

export interface Curve {
  runId: string;
  key: string;
  /** Of the steps asked for, before any was left out. */
  total: number;
  points: MetricPoint[];
}

export interface History {
  /** In order of step; thinned beyond 10,000 points. RUN_NOT_FOUND. */
  points(runId: string, key: string): Promise<MetricPoint[]>;
  /** For charts: each thinned to `points`, its spikes kept. RUN_NOT_FOUND. */
  curves(asked: CurvesAsked): Promise<Curve[]>;
  /** MLflow's answers, as JSON. RUN_NOT_FOUND. */
  mlflow: {
    page(asked: { runId: string; key: string; maxResults: number | null; pageToken?: string | undefined }): Promise<Uint8Array>;
    bulk(asked: { runIds: readonly string[]; key: string; maxResults: number }): Promise<Uint8Array>;
    /** `from` and `to` are steps, both included. */
    interval(asked: { runIds: readonly string[]; key: string; maxResults: number; from: number | null; to: number | null }): Promise<Uint8Array>;
  };
}

const shownPoints = 10_000;

export function createHistory(readers: Readers): History {
  const read = async (asked: CurvesAsked) => asJson<Curve[]>(await readers.ask(curves, asked));
  return {
    async points(runId, key) {
      const [found] = await read({ runIds: [runId], keys: [key], points: shownPoints });
      return found?.points ?? [];
    },
    curves: read,
    mlflow: {
      page: async ({ runId, key, maxResults, pageToken }) => readers.ask(historyPage, { runId, key, limit: maxResults, offset: offsetOf(pageToken) }),
      bulk: ({ runIds, key, maxResults }) => readers.ask(historyBulk, { runIds, key, limit: maxResults }),
      interval: ({ runIds, key, maxResults, from, to }) => readers.ask(historyInterval, { runIds, key, most: maxResults, from, to }),
    },
  };
}
