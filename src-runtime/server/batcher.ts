/**
 * `openBatcher`: answers requests that wait at the same moment with one call of the model.
 * It never makes anyone wait for a batch to fill: what gathers is what came in while the model was busy, or in the same turn of the event loop.
 * Whether that pays is measured all the time, alone and together; where it does not, every request goes straight to the model.
 */
import type { Prediction, Row } from '../sdk/types.ts';

type Predict = (rows: readonly Row[]) => Prediction[] | Promise<Prediction[]>;

export interface BatcherReport {
  batching: boolean;
  /** Microseconds per row, of calls for one request and of calls for several; null until seen. */
  aloneUs: number | null;
  togetherUs: number | null;
  batches: number;
  largest: number;
}

export interface Batcher {
  predict: Predict;
  /** Rows of one request that the model answered by another way. */
  answered(rows: number): void;
  report(): BatcherReport;
}

export interface BatcherOptions {
  /** Rows of one call at most. */
  maxRows?: number;
  /** Requests begun and not yet answered: with a single one there is nothing to gather. */
  inFlight(): number;
  onCall?(requests: number, rows: number): void;
  /** Milliseconds. */
  now?(): number;
}

interface Waiting {
  rows: readonly Row[];
  resolve(predictions: Prediction[]): void;
  reject(reason: unknown): void;
}

const MAX_ROWS = 256;
/** Larger requests are batches already. */
const SMALL_ROWS = 32;
/** Gathering costs a turn of the loop and a promise: it must win more than that. */
const WORTH = 0.85;
/** Every so many decisions the other way is tried, so that the figures stay true. */
const LOOK_AGAIN = 64;
const MEMORY = 0.1;
/** After so many turns in which nobody came besides, waiting for company is given up until the next look. */
const LONELY = 8;

export function openBatcher(
  predict: Predict,
  { maxRows = MAX_ROWS, inFlight, onCall = () => {}, now = () => performance.now() }: BatcherOptions,
): Batcher {
  const cost = { alone: Number.NaN, together: Number.NaN };
  const waiting: Waiting[] = [];
  let busy = false;
  let planned = false;
  let decisions = 0;
  let lonely = 0;
  let batches = 0;
  let largest = 0;

  // First together, then alone, then whichever was cheaper.
  const pays = () => lonely < LONELY && (Number.isNaN(cost.together) || cost.together < cost.alone * WORTH);
  const learn = (which: 'alone' | 'together', begun: number, rows: number) => {
    const us = ((now() - begun) * 1000) / Math.max(1, rows);
    cost[which] = Number.isNaN(cost[which]) ? us : cost[which] + MEMORY * (us - cost[which]);
  };

  function plan(): void {
    if (planned || busy || waiting.length === 0) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      void run(taken());
    });
  }

  function taken(): Waiting[] {
    let rows = 0;
    let count = 0;
    while (count < waiting.length && (count === 0 || rows + waiting[count]!.rows.length <= maxRows)) rows += waiting[count++]!.rows.length;
    return waiting.splice(0, count);
  }

  async function run(batch: Waiting[]): Promise<void> {
    busy = true;
    lonely = batch.length === 1 ? lonely + 1 : 0;
    const rows = batch.length === 1 ? batch[0]!.rows : batch.flatMap((one) => one.rows);
    const begun = now();
    try {
      const predictions = await predict(rows);
      learn(batch.length === 1 ? 'alone' : 'together', begun, rows.length);
      note(batch.length, rows.length);
      let at = 0;
      for (const one of batch) {
        one.resolve(predictions.slice(at, at + one.rows.length));
        at += one.rows.length;
      }
    } catch (error) {
      // One request's trouble is not the others': each is asked by itself.
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const one of batch) await Promise.resolve(one.rows).then(predict).then(one.resolve, one.reject);
    } finally {
      busy = false;
      plan();
    }
  }

  function note(requests: number, rows: number): void {
    batches++;
    largest = Math.max(largest, rows);
    onCall(requests, rows);
  }

  function straight(rows: readonly Row[]): Prediction[] | Promise<Prediction[]> {
    const begun = now();
    const answer = predict(rows);
    if (!(answer instanceof Promise)) learn('alone', begun, rows.length);
    note(1, rows.length);
    return answer;
  }

  return {
    predict: (rows) => {
      const nobodyElse = inFlight() <= 1 && !busy && waiting.length === 0;
      if (nobodyElse || rows.length > SMALL_ROWS) return straight(rows);
      const gather = ++decisions % LOOK_AGAIN === 0 ? !pays() : pays();
      if (!gather && !busy) return straight(rows);
      return new Promise((resolve, reject) => {
        waiting.push({ rows, resolve, reject });
        plan();
      });
    },
    answered: (rows) => note(1, rows),
    report: () => ({
      batching: pays() && !Number.isNaN(cost.together),
      aloneUs: Number.isNaN(cost.alone) ? null : cost.alone,
      togetherUs: Number.isNaN(cost.together) ? null : cost.together,
      batches,
      largest,
    }),
  };
}
