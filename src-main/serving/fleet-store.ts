/** Rows of what stands behind an endpoint besides the first service of its own revision: shares, other revisions, more replicas. */
import type { Scaling, Sticky } from '../contract/rollout.ts';
import type { Endpoint } from '../contract/serving.ts';
import type { ServiceLaunch } from '../engines/engine.ts';
import type { Storage } from '../storage/index.ts';

export interface FleetRow {
  endpoint: string;
  weights: Record<number, number>;
  sticky: Sticky | null;
  shadow: { revision: number; share: number } | null;
  rollout: string | null;
  /** Of the endpoint's own revision. */
  replicas: number;
  scaling: Scaling | null;
  /** The core that looks after the number of replicas. */
  scaler: string | null;
}

export interface RevisionRow {
  endpoint: string;
  revision: number;
  role: 'candidate' | 'warm';
  engine: Endpoint['engine'];
  source: Endpoint['source'];
  signature: Endpoint['signature'];
  inputExample: Endpoint['inputExample'];
  launch: ServiceLaunch;
  replicas: number;
  createdAt: number;
}

export interface ReplicaRow {
  id: string;
  endpoint: string;
  revision: number;
  launch: ServiceLaunch;
  reference: string | null;
  state: 'starting' | 'ready' | 'leaving';
  starter: string | null;
  /** Where that is not its revision's: it stands in for an engine that has gone away. */
  engine: Endpoint['engine'] | null;
}

type Encoded<T> = { [K in keyof T]: T[K] extends string | number | null ? T[K] : string };

export type FleetStore = ReturnType<typeof createFleetStore>;

export function createFleetStore({ db, write }: Storage) {
  const fleet = db.prepare<[string], Encoded<FleetRow>>('SELECT * FROM fleets WHERE endpoint = ?');
  const scaled = db.prepare<[], Encoded<FleetRow>>('SELECT * FROM fleets WHERE scaling IS NOT NULL');
  const putFleet = db.prepare('INSERT OR REPLACE INTO fleets VALUES (@endpoint, @weights, @sticky, @shadow, @rollout, @replicas, @scaling, @scaler)');
  const revisionColumns =
    'endpoint, revision, role, engine, source, signature, input_example AS inputExample, launch, replicas, created_at AS createdAt';
  const revisions = db.prepare<[string], Encoded<RevisionRow>>(`SELECT ${revisionColumns} FROM revisions WHERE endpoint = ? ORDER BY revision`);
  const putRevision = db.prepare(
    'INSERT OR REPLACE INTO revisions VALUES (@endpoint, @revision, @role, @engine, @source, @signature, @inputExample, @launch, @replicas, @createdAt)',
  );
  const dropRevision = db.prepare<[string, number]>('DELETE FROM revisions WHERE endpoint = ? AND revision = ?');
  const all = db.prepare<[], Encoded<ReplicaRow>>('SELECT * FROM replicas ORDER BY id');
  const replicas = db.prepare<[string], Encoded<ReplicaRow>>('SELECT * FROM replicas WHERE endpoint = ? ORDER BY id');
  const putReplica = db.prepare('INSERT OR REPLACE INTO replicas VALUES (@id, @endpoint, @revision, @launch, @reference, @state, @starter, @engine)');
  const dropReplica = db.prepare<[string]>('DELETE FROM replicas WHERE id = ?');
  const dropAll = ['fleets', 'revisions', 'replicas'].map((table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE endpoint = ?`));

  const highest = db.prepare<[{ endpoint: string }], { revision: number | null }>(
    `SELECT max(revision) AS revision FROM (SELECT revision FROM revisions WHERE endpoint = @endpoint
       UNION ALL SELECT json_extract(state, '$.candidate') FROM rollouts WHERE endpoint = @endpoint)`,
  );

  const decodeFleet = (row: Encoded<FleetRow>): FleetRow => decode(row, ['weights', 'sticky', 'shadow', 'scaling']);
  const decodeRevision = (row: Encoded<RevisionRow>): RevisionRow => decode(row, ['source', 'signature', 'inputExample', 'launch']);
  const decodeReplica = (row: Encoded<ReplicaRow>): ReplicaRow => decode(row, ['launch']);

  function readFleet(endpoint: string): FleetRow {
    const found = fleet.get(endpoint);
    return found
      ? decodeFleet(found)
      : { endpoint, weights: {}, sticky: null, shadow: null, rollout: null, replicas: 1, scaling: null, scaler: null };
  }

  /** Changes inside a transaction that `write` has opened. */
  const now = {
    saveFleet: (row: FleetRow) => putFleet.run(encode(row)),
    saveRevision: (row: RevisionRow) => putRevision.run(encode(row)),
    dropRevision: (endpoint: string, revision: number) => dropRevision.run(endpoint, revision),
    saveReplica: (row: ReplicaRow) => putReplica.run(encode(row)),
    /** False: another core has taken it away already. */
    dropReplica: (id: string) => dropReplica.run(id).changes > 0,
    dropAll(endpoint: string) {
      for (const drop of dropAll) drop.run(endpoint);
    },
  };

  return {
    now,
    write,
    fleet: readFleet,
    /** The highest number that a revision beside the endpoint's own has ever had. */
    highest: (endpoint: string) => highest.get({ endpoint })?.revision ?? 0,
    revisions: (endpoint: string) => revisions.all(endpoint).map(decodeRevision),
    replicas: (endpoint?: string) => (endpoint === undefined ? all.all() : replicas.all(endpoint)).map(decodeReplica),
    scaled: () => scaled.all().map(decodeFleet),
    /** False while another core that lives looks after it. */
    claimScaler: (endpoint: string, owner: string, lives: (owner: string) => boolean) =>
      write(() => {
        const row = readFleet(endpoint);
        if (row.scaling === null || (row.scaler !== null && row.scaler !== owner && lives(row.scaler))) return false;
        if (row.scaler !== owner) now.saveFleet({ ...row, scaler: owner });
        return true;
      }),
    updateFleet: (endpoint: string, change: Partial<FleetRow>) => write(() => now.saveFleet({ ...readFleet(endpoint), ...change })),
    updateReplica: (id: string, change: Partial<ReplicaRow>) =>
      write(() => {
        const found = all.all().find((row) => row.id === id);
        if (found) now.saveReplica({ ...decodeReplica(found), ...change });
        return found !== undefined;
      }),
  };
}

function encode<T extends object>(row: T): Encoded<T> {
  const entries = Object.entries(row).map(([key, value]) => [key, typeof value === 'object' && value !== null ? JSON.stringify(value) : value]);
  return Object.fromEntries(entries) as Encoded<T>;
}

function decode<T extends object>(row: Encoded<T>, json: readonly (keyof T)[]): T {
  const decoded = Object.fromEntries(json.map((key) => [key, row[key] === null ? null : JSON.parse(row[key] as string)]));
  return { ...row, ...decoded } as T;
}
