/** `createHistory`: the points of one metric of one run. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { MetricPoint } from '../../contract/tracking.ts';
import { thin } from './thin.ts';
import { type StoredValue, toWire } from './values.ts';

export interface History {
  /** In order of step; thinned beyond 10,000 points. RUN_NOT_FOUND. */
  points(runId: string, key: string): MetricPoint[];
}

const shownPoints = 10_000;

export function createHistory({ storage: { db } }: Pick<Core, 'storage'>): History {
  const exists = db.prepare<[string], { id: number }>('SELECT id FROM runs WHERE run_id = ?');
  const points = db.prepare<[number, string], StoredValue & { step: number; timestamp: number }>(
    'SELECT step, timestamp, value, is_nan FROM metrics WHERE run = ? AND key = ? ORDER BY step, timestamp, value',
  );
  return {
    points(runId, key) {
      const run = exists.get(runId);
      if (!run) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
      return thin(points.all(run.id, key), shownPoints).map(({ step, timestamp, ...value }) => ({ step, timestamp, value: toWire(value) }));
    },
  };
}
