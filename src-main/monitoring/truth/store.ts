/** Rows of predictions and truths. A prediction is kept for as long as it is among its endpoint's newest hundred thousand. */
import type { Storage } from '../../storage/index.ts';

export interface Labelled {
  id: string;
  at: number;
  predicted: string;
  truth: string;
  row: Record<string, unknown>;
  arrivedAt: number;
}

export interface NewPrediction {
  id: string;
  at: number;
  label: string;
  row: Record<string, unknown>;
}

const kept = 100_000;
const joined = 'predictions p JOIN truths t ON t.endpoint = p.endpoint AND t.id = p.id WHERE p.endpoint = ?';

export function createTruthStore({ db, write }: Storage) {
  const position = db.prepare<[string], number>('SELECT position FROM truth_ledgers WHERE endpoint = ?').pluck();
  const open = db.prepare<[string]>('INSERT INTO truth_ledgers VALUES (?, 0) ON CONFLICT DO NOTHING');
  const move = db.prepare<[number, string, number]>('UPDATE truth_ledgers SET position = ? WHERE endpoint = ? AND position < ?');
  const predict = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO predictions (endpoint, id, at, label, row) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const forget = db.prepare<[string, string, number]>(
    `DELETE FROM predictions WHERE endpoint = ?
     AND seq <= (SELECT seq FROM predictions WHERE endpoint = ? ORDER BY seq DESC LIMIT 1 OFFSET CAST(? AS INTEGER))`,
  );
  const tell = db.prepare<[string, string, string, number]>('INSERT INTO truths VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const newest = db.prepare<[string, number, number], Omit<Labelled, 'row'> & { row: string }>(
    `SELECT p.id, p.at, p.label AS predicted, t.label AS truth, p.row, t.arrived_at AS arrivedAt
     FROM ${joined} AND t.arrived_at <= ? ORDER BY p.at DESC, p.seq DESC LIMIT CAST(? AS INTEGER)`,
  );
  const outcomes = db.prepare<[string, number, number], { at: number; right: number }>(
    `SELECT p.at, p.label = t.label AS right FROM ${joined} AND p.at >= ? ORDER BY p.at DESC, p.seq DESC LIMIT CAST(? AS INTEGER)`,
  );
  const arrivals = db.prepare<[string, number], number>(`SELECT count(*) FROM ${joined} AND t.arrived_at > ?`).pluck();
  const unlabelled = db
    .prepare<[string], number>(
      `SELECT count(*) FROM predictions p WHERE p.endpoint = ?
       AND NOT EXISTS (SELECT 1 FROM truths t WHERE t.endpoint = p.endpoint AND t.id = p.id)`,
    )
    .pluck();

  return {
    /** Null: nobody has asked about this endpoint yet. */
    position: (endpoint: string): number | null => position.get(endpoint) ?? null,
    open: (endpoint: string) => write(() => void open.run(endpoint)),
    /** Rows with the place where they end, together: nothing is read twice, nothing is passed over. */
    read: (endpoint: string, predictions: readonly NewPrediction[], next: number) =>
      write(() => {
        for (const { id, at, label, row } of predictions) predict.run(endpoint, id, at, label, JSON.stringify(row));
        move.run(next, endpoint, next);
        if (predictions.length > 0) forget.run(endpoint, endpoint, kept);
      }),
    /** How many of them are news. */
    tell: (endpoint: string, truths: readonly { id: string; label: string }[], at: number) =>
      write(() => truths.reduce((count, { id, label }) => count + tell.run(endpoint, id, label, at).changes, 0)),
    /** Of what had arrived by then, the newest requests, oldest first. */
    labelled: (endpoint: string, by: number, limit: number): Labelled[] =>
      newest
        .all(endpoint, by, limit)
        .map(({ row, ...rest }) => ({ ...rest, row: JSON.parse(row) as Record<string, unknown> }))
        .reverse(),
    /** Requests from then on, newest first. */
    outcomes: (endpoint: string, since: number, limit: number) => outcomes.all(endpoint, since, limit),
    arrivedSince: (endpoint: string, at: number) => arrivals.get(endpoint, at)!,
    waiting: (endpoint: string) => unlabelled.get(endpoint)!,
  };
}
