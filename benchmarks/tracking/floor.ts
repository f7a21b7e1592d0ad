/**
 * The floor: the least that a server must do for the same answers, and nothing that makes it one: no routes, no checks, no limits.
 * node:http, JSON, better-sqlite3 with synchronous=FULL, one commit per turn of the event loop. `node floor.ts <database> <port>`
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Sqlite from 'better-sqlite3';

const [database, port] = process.argv.slice(2);
const db = new Sqlite(database!);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE IF NOT EXISTS floor_metrics (run INTEGER, key TEXT, step INTEGER, timestamp INTEGER, value REAL, is_nan INTEGER,
    PRIMARY KEY (run, key, step, timestamp, value, is_nan)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS floor_latest (run INTEGER, key TEXT, step INTEGER, timestamp INTEGER, value REAL, PRIMARY KEY (run, key)) STRICT, WITHOUT ROWID;`);

interface Point {
  key: string;
  value: number;
  timestamp: number;
  step: number;
}

const rowsAtOnce = 200;
const insert = (rows: number) => db.prepare(`INSERT OR IGNORE INTO floor_metrics VALUES ${Array(rows).fill('(?,?,?,?,?,0)').join(',')}`);
const one = insert(1);
const many = insert(rowsAtOnce);
const latest = db.prepare(
  `INSERT INTO floor_latest VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET step = excluded.step, timestamp = excluded.timestamp, value = excluded.value
   WHERE (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)`,
);

function write(run: number, points: readonly Point[]): void {
  let from = 0;
  for (; from + rowsAtOnce <= points.length; from += rowsAtOnce)
    many.run(points.slice(from, from + rowsAtOnce).flatMap(({ key, step, timestamp, value }) => [run, key, step, timestamp, value]));
  for (const { key, step, timestamp, value } of points.slice(from)) one.run(run, key, step, timestamp, value);
  const last = new Map<string, Point>();
  for (const point of points) if ((last.get(point.key)?.step ?? -1) <= point.step) last.set(point.key, point);
  for (const { key, step, timestamp, value } of last.values()) latest.run(run, key, step, timestamp, value);
}

interface Pending {
  run: number;
  points: readonly Point[];
  response: ServerResponse;
}
let pending: Pending[] = [];
const commit = db.transaction((group: readonly Pending[]) => {
  for (const { run, points } of group) write(run, points);
});
function flush(): void {
  const group = pending;
  pending = [];
  commit.immediate(group);
  for (const { response } of group) answer(response, '{}');
}

const byDefault = "SELECT id FROM runs WHERE experiment_id = 1 AND lifecycle_stage = 'active' ORDER BY start_time DESC, run_id LIMIT ?";
const filtered = `SELECT r.id FROM latest_metrics m JOIN runs r ON r.id = m.run
  WHERE m.key = 'm3' AND m.value > 0.2 AND m.is_nan = 0 AND r.experiment_id = 1 AND r.lifecycle_stage = 'active'
    AND EXISTS (SELECT 1 FROM params p WHERE p.run = r.id AND p.key = 'p0' AND p.value = 'v1') ORDER BY m.value DESC, r.start_time DESC, r.run_id LIMIT ?`;
const of = 'WHERE run IN (SELECT value FROM json_each(?))';
const ids = { byDefault: db.prepare<[number], { id: number }>(byDefault), filtered: db.prepare<[number], { id: number }>(filtered) };
const rows = {
  runs: db.prepare<[string], { id: number; run_id: string }>('SELECT * FROM runs WHERE id IN (SELECT value FROM json_each(?))'),
  params: db.prepare<[string], { run: number; key: string; value: string }>(`SELECT run, key, value FROM params ${of}`),
  tags: db.prepare<[string], { run: number; key: string; value: string }>(`SELECT run, key, value FROM tags ${of}`),
  metrics: db.prepare<[string], { run: number; key: string; value: number; timestamp: number; step: number }>(
    `SELECT run, key, value, timestamp, step FROM latest_metrics ${of}`,
  ),
};

function search({ filter, max_results }: { filter?: string; max_results: number }): string {
  const found = (filter ? ids.filtered : ids.byDefault).all(max_results).map(({ id }) => id);
  const list = JSON.stringify(found);
  const runs = new Map(
    rows.runs.all(list).map((info) => [info.id, { info, data: { params: [] as unknown[], tags: [] as unknown[], metrics: [] as unknown[] } }]),
  );
  for (const kind of ['params', 'tags'] as const)
    for (const { run, key, value } of rows[kind].iterate(list)) runs.get(run)?.data[kind].push({ key, value });
  for (const { run, ...metric } of rows.metrics.iterate(list)) runs.get(run)?.data.metrics.push(metric);
  return JSON.stringify({ runs: found.map((id) => runs.get(id)) });
}

function answer(response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'application/json');
  response.end(body);
}

function take(request: IncomingMessage, response: ServerResponse, text: string): void {
  const { url = '' } = request;
  if (url === '/health') {
    answer(response, '"OK"');
    return;
  }
  const body = JSON.parse(text) as { run_id: string; metrics?: Point[]; max_results: number; filter?: string } & Point;
  if (url.endsWith('/runs/search')) {
    answer(response, search(body));
    return;
  }
  if (pending.length === 0) setImmediate(flush);
  pending.push({ run: Number.parseInt(body.run_id, 16), points: body.metrics ?? [body], response });
}

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => take(request, response, Buffer.concat(parts).toString('utf8')));
}).listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
