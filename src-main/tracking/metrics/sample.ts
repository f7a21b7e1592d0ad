/**
 * `sample`: at most `most` points of a history, those that MLflow's server picks (3.12 and later): the points in order are dealt into `most` buckets as
 * evenly as they go (SQL's NTILE), the first of each is kept, and the last of all takes the place of the last one kept.
 */
import type Sqlite from 'better-sqlite3';
import { rows, sql } from '../search/sql.ts';
import { rememberedPoints } from './remembered.ts';
import { allPoints, countPoints, type PointRow, type Series } from './series.ts';

/** `identity`: as `readRun` gives it. */
export function sample(db: Sqlite.Database, identity: string, series: Series, most: number): PointRow[] {
  const total = countPoints(db, series);
  if (total <= most) return allPoints(db, series);
  const places = placesOf(total, most);
  if (series.contiguous)
    return rememberedPoints(
      db,
      identity,
      series,
      places.map((place) => series.first + place),
    );
  return walk(db, series, places);
}

/** Which of `total` points, counted from 0. */
export function placesOf(total: number, most: number): number[] {
  const small = Math.floor(total / most);
  const larger = total % most;
  const places = Array.from({ length: most }, (_, bucket) => bucket * small + Math.min(bucket, larger));
  places[most - 1] = total - 1;
  return places;
}

/** One pass of the primary key, which skips from each point kept to the next. */
function walk(db: Sqlite.Database, { run, key, first, last }: Series, places: readonly number[]): PointRow[] {
  const found: PointRow[] = [];
  let at: PointRow = [first, Number.MIN_SAFE_INTEGER, 0, 0];
  let behind = -1;
  for (const place of places) {
    const [step, timestamp, value, isNan] = at;
    const [next] = rows<PointRow>(
      db,
      sql`SELECT step, timestamp, value, is_nan FROM metrics
          WHERE run = ${run} AND key = ${key} AND step <= ${last} AND (step, timestamp, value, is_nan) > (${step}, ${timestamp}, ${value}, ${isNan})
          ORDER BY step, timestamp, value, is_nan LIMIT 1 OFFSET ${place - behind - 1}`,
    );
    if (!next) break;
    found.push(next);
    at = next;
    behind = place;
  }
  return found;
}
