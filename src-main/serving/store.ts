/** Rows of endpoints, and the segments that positions in their captures are made of. */
import type { Failure } from '../contract/base.ts';
import type { Endpoint, EndpointStatus } from '../contract/serving.ts';
import type { ServiceLaunch } from '../engines/engine.ts';
import type { Storage } from '../storage/index.ts';

export interface EndpointRow {
  name: string;
  status: EndpointStatus;
  engine: Endpoint['engine'];
  source: Endpoint['source'];
  signature: Endpoint['signature'];
  inputExample: Endpoint['inputExample'];
  revision: number;
  port: number | null;
  launch: ServiceLaunch;
  reference: string | null;
  previousOutDir: string | null;
  startedAt: number | null;
  readyMs: number | null;
  error: Failure | null;
  starter: string | null;
  candidate: { reference: string; launch: ServiceLaunch } | null;
  /** The engine that has gone away, while another one stands in for it. */
  displacedFrom: Endpoint['engine'] | null;
}

/** Whether it answers requests. */
export function isUp(status: EndpointStatus): boolean {
  return status === 'ready' || status === 'unhealthy';
}

const json = ['source', 'signature', 'inputExample', 'launch', 'error', 'candidate'] as const;
const columns = `name, status, engine, source, signature, input_example AS inputExample, revision, port, launch, reference,
  previous_out_dir AS previousOutDir, started_at AS startedAt, ready_ms AS readyMs, error, starter, candidate, displaced_from AS displacedFrom`;

type Encoded = Omit<EndpointRow, (typeof json)[number]> & Record<(typeof json)[number], string | null>;

export type ServingStore = ReturnType<typeof createServingStore>;

export function createServingStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM endpoints WHERE name = ?`);
  const all = db.prepare<[], Encoded>(`SELECT ${columns} FROM endpoints ORDER BY name`);
  const put = db.prepare<Encoded>(
    `INSERT OR REPLACE INTO endpoints VALUES (@name, @status, @engine, @source, @signature, @inputExample, @revision, @port, @launch, @reference,
       @previousOutDir, @startedAt, @readyMs, @error, @starter, @candidate, @displacedFrom)`,
  );
  const drop = db.prepare<[string]>('DELETE FROM endpoints WHERE name = ?');
  const dropSegments = db.prepare<[string]>('DELETE FROM capture_segments WHERE endpoint = ?');
  const renameModel = db.prepare<[string, string]>(
    `UPDATE endpoints SET source = json_set(source, '$.name', ?) WHERE json_extract(source, '$.kind') = 'model' AND json_extract(source, '$.name') = ?`,
  );
  const segment = db.prepare<[string, string], { segment: number }>('SELECT segment FROM capture_segments WHERE endpoint = ? AND first_record = ?');
  const newSegment = db.prepare<[string, string, string]>(
    `INSERT INTO capture_segments SELECT ?, ifnull(max(segment), 0) + 1, ? FROM capture_segments WHERE endpoint = ? ON CONFLICT DO NOTHING`,
  );

  return {
    row: (name: string) => {
      const found = one.get(name);
      return found && decode(found);
    },
    rows: () => all.all().map(decode),
    /** Marks the endpoint (made from `fresh` when there is none) as being worked on, unless somebody is at it: one transaction, for all cores of the home. */
    claim: (fresh: EndpointRow, isBusy: (starter: string) => boolean) =>
      write(() => {
        const found = one.get(fresh.name);
        if (found?.starter && isBusy(found.starter)) return false;
        put.run(found ? { ...found, starter: fresh.starter } : encode(fresh));
        return true;
      }),
    /** Inside a transaction that somebody else has opened. */
    saveNow: (row: EndpointRow) => put.run(encode(row)),
    save: (row: EndpointRow) => write(() => put.run(encode(row))),
    remove: (name: string) =>
      write(() => {
        dropSegments.run(name);
        drop.run(name);
      }),
    /** Changes a row as it is at that moment; `change` gives null to leave it alone. */
    update: (name: string, change: (row: EndpointRow) => Partial<EndpointRow> | null) =>
      write(() => {
        const found = one.get(name);
        const changed = found && change(decode(found));
        if (found && changed) put.run(encode({ ...decode(found), ...changed }));
        return Boolean(changed);
      }),
    /** Endpoints go on serving a model that got another name. */
    renameModel: (from: string, to: string) => write(() => renameModel.run(to, from).changes),
    /** The number of the segment that begins with this record, counted up in the order in which segments are first asked for. */
    segment: (endpoint: string, firstRecord: string): number => {
      const known = segment.get(endpoint, firstRecord);
      if (known) return known.segment;
      newSegment.run(endpoint, firstRecord, endpoint);
      return segment.get(endpoint, firstRecord)!.segment;
    },
  };
}

function encode(row: EndpointRow): Encoded {
  const encoded = Object.fromEntries(json.map((key) => [key, row[key] === null ? null : JSON.stringify(row[key])]));
  return { ...row, ...(encoded as Record<(typeof json)[number], string | null>) };
}

function decode(row: Encoded): EndpointRow {
  const decoded = Object.fromEntries(json.map((key) => [key, row[key] === null ? null : (JSON.parse(row[key]) as unknown)]));
  return { ...row, ...(decoded as Pick<EndpointRow, (typeof json)[number]>) };
}
