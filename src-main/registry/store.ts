/** Rows of the registry. Every change of an alias writes its history in the same transaction. */
import type { AliasMove, ModelVersion, RegisteredModel } from '../contract/registry.ts';
import type { Storage } from '../storage/index.ts';

export interface NewVersion extends Pick<ModelVersion, 'algorithm' | 'digest' | 'runId' | 'trackingRunId' | 'description' | 'bytes'> {
  metrics: Record<string, number>;
  signature: ModelVersion['signature'];
  inputExample: ModelVersion['inputExample'];
}

type VersionRow = Omit<ModelVersion, 'version' | 'aliases' | 'metrics' | 'signature' | 'inputExample' | 'endpoints'> & {
  model: number;
  number: number;
  metrics: string;
  signature: string;
  inputExample: string;
};

type VersionValues = Omit<NewVersion, 'metrics' | 'signature' | 'inputExample'> & {
  model: number;
  at: number;
  metrics: string;
  signature: string;
  inputExample: string;
};

type ModelRow = Omit<RegisteredModel, 'aliases' | 'latestVersion'> & { id: number; latest: number | null };

const versionColumns = `m.name, v.model, v.version AS number, v.creation_time AS createdAt, v.run_id AS runId, v.tracking_run_id AS trackingRunId,
  v.description, v.algorithm, v.digest, v.bytes, v.metrics, v.signature, v.input_example AS inputExample`;
const modelColumns = `m.id, m.name, m.description, m.creation_time AS createdAt, m.last_updated_time AS updatedAt,
  (SELECT max(version) FROM model_versions WHERE model = m.id) AS latest, (SELECT count(*) FROM model_versions WHERE model = m.id) AS versions`;

export function createRegistryStore({ db, write }: Storage) {
  const newModel = db.prepare<[string, number, number]>(
    'INSERT INTO registered_models (name, creation_time, last_updated_time) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const idOf = db.prepare<[string], { id: number }>('SELECT id FROM registered_models WHERE name = ?');
  const touch = db.prepare<[number, number]>('UPDATE registered_models SET last_updated_time = ? WHERE id = ?');
  const same = db.prepare<[number, string, string | null, string | null], { version: number }>(
    'SELECT version FROM model_versions WHERE model = ? AND digest = ? AND tracking_run_id IS ? AND (tracking_run_id IS NOT NULL OR run_id IS ?)',
  );
  const newVersion = db.prepare<VersionValues>(
    `INSERT INTO model_versions
     SELECT @model, 1 + ifnull(max(version), 0), @digest, @runId, @trackingRunId, @description, @algorithm, @bytes, @metrics, @signature, @inputExample, @at, @at
     FROM model_versions WHERE model = @model`,
  );
  const latest = db.prepare<[number], { version: number }>('SELECT max(version) AS version FROM model_versions WHERE model = ?');
  const aliasOf = db.prepare<[number, string], { version: number }>('SELECT version FROM model_aliases WHERE model = ? AND alias = ?');
  const aliases = db.prepare<[number], { alias: string; version: number }>('SELECT alias, version FROM model_aliases WHERE model = ? ORDER BY alias');
  const putAlias = db.prepare<[number, string, number]>(
    'INSERT INTO model_aliases VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version',
  );
  const dropAlias = db.prepare<[number, string]>('DELETE FROM model_aliases WHERE model = ? AND alias = ?');
  const newMove = db.prepare<[number, string, number | null, number | null, string, number]>(
    'INSERT INTO alias_moves (model, alias, from_version, to_version, moved_by, moved_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const moves = db.prepare<[number], AliasMove>(
    `SELECT moved_at AS at, alias, CAST(from_version AS TEXT) AS "from", CAST(to_version AS TEXT) AS "to", moved_by AS by
     FROM alias_moves WHERE model = ? ORDER BY id DESC LIMIT 1000`,
  );
  const describe = db.prepare<[string, number, number, number]>(
    'UPDATE model_versions SET description = ?, last_updated_time = ? WHERE model = ? AND version = ?',
  );
  const models = db.prepare<[], ModelRow>(`SELECT ${modelColumns} FROM registered_models m ORDER BY m.last_updated_time DESC, m.name`);
  const model = db.prepare<[string], ModelRow>(`SELECT ${modelColumns} FROM registered_models m WHERE m.name = ?`);
  const versions = db.prepare<[number], VersionRow>(
    `SELECT ${versionColumns} FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE v.model = ? ORDER BY v.version DESC`,
  );
  const version = db.prepare<[number, number], VersionRow>(
    `SELECT ${versionColumns} FROM model_versions v JOIN registered_models m ON m.id = v.model WHERE v.model = ? AND v.version = ?`,
  );

  function move(id: number, alias: string, to: number | null, by: string, at: number): void {
    const from = aliasOf.get(id, alias)?.version ?? null;
    if (from === to) return;
    if (to === null) dropAlias.run(id, alias);
    else putAlias.run(id, alias, to);
    newMove.run(id, alias, from, to, by, at);
    touch.run(at, id);
  }

  const toVersion = ({ model: id, number, ...row }: VersionRow): ModelVersion => ({
    ...row,
    version: String(number),
    aliases: aliases
      .all(id)
      .filter((found) => found.version === number)
      .map((found) => found.alias),
    metrics: JSON.parse(row.metrics) as ModelVersion['metrics'],
    signature: JSON.parse(row.signature) as ModelVersion['signature'],
    inputExample: JSON.parse(row.inputExample) as ModelVersion['inputExample'],
    endpoints: [],
  });

  const toModel = ({ id, latest: newest, ...row }: ModelRow): RegisteredModel => ({
    ...row,
    latestVersion: newest === null ? null : String(newest),
    aliases: Object.fromEntries(aliases.all(id).map((found) => [found.alias, String(found.version)])),
  });

  return {
    /** The version's number: a new one, or the one that the same run registered with the same bytes. */
    register: (name: string, about: NewVersion, at: number) =>
      write(() => {
        newModel.run(name, at, at);
        const { id } = idOf.get(name)!;
        const found = same.get(id, about.digest, about.trackingRunId, about.runId);
        if (found) return found.version;
        const { metrics, signature, inputExample, ...plain } = about;
        const json = { metrics: JSON.stringify(metrics), signature: JSON.stringify(signature), inputExample: JSON.stringify(inputExample) };
        newVersion.run({ ...plain, ...json, model: id, at });
        touch.run(at, id);
        return latest.get(id)!.version;
      }),
    moveAlias: (id: number, alias: string, to: number | null, by: string, at: number) => write(() => move(id, alias, to, by, at)),
    describe: (id: number, number: number, text: string, at: number) =>
      write(() => {
        describe.run(text, at, id, number);
        touch.run(at, id);
      }),
    id: (name: string) => idOf.get(name)?.id,
    models: () => models.all().map(toModel),
    model: (name: string) => {
      const found = model.get(name);
      return found && toModel(found);
    },
    versions: (id: number) => versions.all(id).map(toVersion),
    version: (id: number, number: number) => {
      const found = version.get(id, number);
      return found && toVersion(found);
    },
    moves: (id: number) => moves.all(id),
  };
}
