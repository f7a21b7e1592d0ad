/**
 * `metricWriter`: writes points of one run inside a change. No history is read: exact duplicates fall to the primary key, and the latest value
 * of each key is kept beside, with what lets a chart know the steps: the lowest one, and whether each point came at exactly the last step + 1.
 */
import type Sqlite from 'better-sqlite3';

export interface Point {
  key: string;
  /** NaN and infinities too. */
  value: number;
  step: number;
  timestamp: number;
  /** The logged model that it is a metric of, and the data set that the model was measured on. */
  ofModel?: { modelId: string; datasetName: string | null; datasetDigest: string | null };
}

type PointRow = [run: number, key: string, step: number, timestamp: number, value: number, isNan: number];
type LatestRow = [...PointRow, firstStep: number, contiguous: number];

/** Rows of one statement: more save nothing. */
const widths = [128, 32, 8, 1] as const;
const columns = 5;

export function metricWriter(db: Sqlite.Database) {
  const inserts = widths.map((width) => ({
    width,
    statement: db.prepare<[(number | string)[]]>(`INSERT INTO metrics VALUES ${Array(width).fill('(?,?,?,?,?,0)').join(',')} ON CONFLICT DO NOTHING`),
  }));
  const one = db.prepare<PointRow>('INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const latest = db.prepare<LatestRow>(
    `INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan, first_step, contiguous) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET step = excluded.step, timestamp = excluded.timestamp, value = excluded.value, is_nan = excluded.is_nan,
       contiguous = contiguous AND excluded.contiguous AND excluded.first_step = step + 1, first_step = min(first_step, excluded.first_step)
     WHERE (excluded.step, excluded.timestamp, excluded.value, is_nan) > (step, timestamp, value, excluded.is_nan)`,
  );
  const earlier = db.prepare<[number, number, string]>(
    'UPDATE latest_metrics SET contiguous = 0, first_step = min(first_step, ?) WHERE run = ? AND key = ?',
  );

  function keepLatest(run: number, { key, step, timestamp, value }: Point, firstStep: number, contiguous: boolean): void {
    const isNan = Number.isNaN(value);
    const { changes } = latest.run(run, key, step, timestamp, isNan ? 0 : value + 0, Number(isNan), firstStep, Number(contiguous));
    if (changes === 0) earlier.run(firstStep, run, key);
  }

  function writeMany(run: number, points: readonly Point[]): void {
    const byKey = grouped(points);
    const cells: (number | string)[] = [];
    let added = 0;
    for (const [key, found] of byKey) {
      for (const { step, timestamp, value } of found) {
        if (Number.isNaN(value)) added += one.run(run, key, step, timestamp, 0, 1).changes;
        // -0 and 0 are one value, so that they are one duplicate.
        else cells.push(run, key, step, timestamp, value + 0);
      }
    }
    let at = 0;
    for (const { width, statement } of inserts) {
      for (; cells.length - at >= width * columns; at += width * columns) added += statement.run(cells.slice(at, at + width * columns)).changes;
    }
    // A batch that is sent again adds nothing, and leaves what is said of the history true.
    if (added > 0) for (const found of byKey.values()) keepLatest(run, ...summary(found));
  }

  function writeOne(run: number, point: Point): void {
    const { key, step, timestamp, value } = point;
    const isNan = Number.isNaN(value);
    if (one.run(run, key, step, timestamp, isNan ? 0 : value + 0, Number(isNan)).changes > 0) keepLatest(run, point, step, true);
  }

  return (run: number, points: readonly Point[]): void => (points.length === 1 ? writeOne(run, points[0]!) : writeMany(run, points));
}

function grouped(points: readonly Point[]): Map<string, Point[]> {
  const byKey = new Map<string, Point[]>();
  for (const point of points) {
    const found = byKey.get(point.key);
    if (found) found.push(point);
    else byKey.set(point.key, [point]);
  }
  return byKey;
}

/** The point that counts as the latest, the lowest step, and whether each step follows the one before. */
function summary(points: readonly Point[]): [Point, number, boolean] {
  let last = points[0]!;
  let first = last.step;
  let contiguous = true;
  for (let i = 1; i < points.length; i++) {
    const point = points[i]!;
    if (point.step !== points[i - 1]!.step + 1) contiguous = false;
    if (point.step < first) first = point.step;
    if (later(point, last)) last = point;
  }
  return [last, first, contiguous];
}

function later(a: Point, b: Point): boolean {
  if (a.step !== b.step) return a.step > b.step;
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp;
  // As MLflow compares: a NaN counts as 0. Of both at one moment the number stays, whichever came first: so it can be told from the rows alone.
  const [x, y] = [a.value || 0, b.value || 0];
  return x === y ? Number.isNaN(b.value) && !Number.isNaN(a.value) : x > y;
}
