/**
 * `rememberedPoints`: the points of contiguous histories that were read last, so that a chart that is drawn again reads nothing: behind its last step such a
 * history only changes when points are taken back, and `identity` tells that.
 */
import type Sqlite from 'better-sqlite3';
import { type PointRow, pointsAt, type Series } from './series.ts';

/** Some 2 MB a thread with charts of 320 points. */
const most = { charts: 64, points: 1000 };
const kept = new WeakMap<Sqlite.Database, Map<string, PointRow[]>>();

/** `identity` names the history and how often points of it were taken back; `steps` go up. */
export function rememberedPoints(db: Sqlite.Database, identity: string, series: Series, steps: readonly number[]): PointRow[] {
  if (steps.length > most.points) return pointsAt(db, series, steps);
  const charts = kept.get(db) ?? new Map<string, PointRow[]>();
  kept.set(db, charts);
  const name = `${identity} ${series.key} ${steps[0]} ${steps.at(-1)} ${steps.length}`;
  const found = charts.get(name) ?? pointsAt(db, series, steps);
  charts.delete(name);
  charts.set(name, found);
  if (charts.size > most.charts) charts.delete(charts.keys().next().value!);
  return found;
}
