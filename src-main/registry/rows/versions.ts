/** `versionRows`: versions of registered models with their tags and aliases. */
import type Sqlite from 'better-sqlite3';
import type { ModelVersion, VersionStage } from '../../contract/registry.ts';
import type { Storage } from '../../storage/index.ts';
import { fromJson, tagsOf } from './json.ts';

type Described = Pick<ModelVersion, 'algorithm' | 'flavors' | 'signature' | 'inputExample' | 'metrics' | 'digest' | 'bytes' | 'description'>;

export interface NewVersion extends Described, Pick<ModelVersion, 'source' | 'runId' | 'trackingRunId' | 'modelId' | 'runLink' | 'userId'> {
  downloadUri: string;
}

type Json = 'aliases' | 'tags' | 'flavors' | 'metrics' | 'signature' | 'inputExample';
export type VersionRow = Omit<ModelVersion, Json | 'version' | 'endpoints' | 'status' | 'servable'> & Record<Json, string> & { number: number };

/** Over `model_versions v JOIN registered_models m`. */
export const versionColumns = `m.name, v.version AS number, v.source, v.run_link AS runLink, v.user_id AS userId, v.stage, v.model_id AS modelId,
  v.creation_time AS createdAt, v.last_updated_time AS updatedAt, v.run_id AS runId, v.tracking_run_id AS trackingRunId, v.description, v.algorithm,
  v.flavors, v.digest, v.bytes, v.metrics, v.signature, v.input_example AS inputExample,
  ${tagsOf('model_version_tags', 'model = v.model AND version = v.version')} AS tags,
  (SELECT json_group_array(alias ORDER BY alias) FROM model_aliases WHERE model = v.model AND version = v.version) AS aliases`;
const joined = 'FROM model_versions v JOIN registered_models m ON m.id = v.model';

export function toVersion({ number, ...row }: VersionRow): ModelVersion {
  return {
    ...row,
    version: String(number),
    status: 'READY',
    servable: row.digest !== null && row.algorithm !== '',
    aliases: fromJson(row.aliases),
    tags: fromJson(row.tags),
    flavors: fromJson(row.flavors),
    metrics: fromJson(row.metrics),
    signature: fromJson(row.signature),
    inputExample: fromJson(row.inputExample),
    endpoints: [],
  };
}

/** The newest of each stage, of each of the models. */
export function latestVersions(db: Sqlite.Database, names: readonly string[]): ModelVersion[] {
  const latest = db.prepare<[string], VersionRow>(
    `SELECT ${versionColumns} ${joined} WHERE (v.model, v.version) IN
       (SELECT model, max(version) FROM model_versions WHERE model IN (SELECT id FROM registered_models WHERE name IN (SELECT value FROM json_each(?)))
        GROUP BY model, stage)
     ORDER BY v.version`,
  );
  return latest.all(JSON.stringify(names)).map(toVersion);
}

export function versionRows({ db }: Pick<Storage, 'db'>) {
  const insert = db.prepare(
    `INSERT INTO model_versions (model, version, source, download_uri, digest, run_id, tracking_run_id, model_id, run_link, user_id, description, algorithm,
                                 flavors, bytes, metrics, signature, input_example, creation_time, last_updated_time)
     VALUES (@model, @version, @source, @downloadUri, @digest, @runId, @trackingRunId, @modelId, @runLink, @userId, @description, @algorithm,
             @flavors, @bytes, @metrics, @signature, @inputExample, @at, @at)`,
  );
  const same = db.prepare<[number, string, string | null, string | null], { version: number }>(
    'SELECT version FROM model_versions WHERE model = ? AND digest = ? AND tracking_run_id IS ? AND (tracking_run_id IS NOT NULL OR run_id IS ?)',
  );
  const one = db.prepare<[number, number], VersionRow>(`SELECT ${versionColumns} ${joined} WHERE v.model = ? AND v.version = ?`);
  const all = db.prepare<[number], VersionRow>(`SELECT ${versionColumns} ${joined} WHERE v.model = ? ORDER BY v.version DESC`);
  const inStage = db.prepare<[number, string, number], { version: number }>(
    'SELECT version FROM model_versions WHERE model = ? AND stage = ? AND version <> ? ORDER BY version',
  );
  const downloadUri = db.prepare<[number, number], { uri: string }>('SELECT download_uri AS uri FROM model_versions WHERE model = ? AND version = ?');
  const describe = db.prepare<[string, number, number, number]>(
    'UPDATE model_versions SET description = ?, last_updated_time = ? WHERE model = ? AND version = ?',
  );
  const setStage = db.prepare<[string, number, number, number]>(
    'UPDATE model_versions SET stage = ?, last_updated_time = ? WHERE model = ? AND version = ?',
  );
  const forget = db.prepare<[number, number]>('DELETE FROM model_versions WHERE model = ? AND version = ?');
  const tag = db.prepare<[number, number, string], { value: string }>(
    'SELECT value FROM model_version_tags WHERE model = ? AND version = ? AND key = ?',
  );
  const putTag = db.prepare<[number, number, string, string]>(
    'INSERT INTO model_version_tags VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const dropTag = db.prepare<[number, number, string]>('DELETE FROM model_version_tags WHERE model = ? AND version = ? AND key = ?');
  const ofRun = db.prepare<[string], { name: string; version: string }>(
    `SELECT m.name, CAST(v.version AS TEXT) AS version ${joined} WHERE v.tracking_run_id = ? ORDER BY v.creation_time DESC, v.version DESC LIMIT 100`,
  );
  const newest = db.prepare<[], { name: string; version: string; digest: string }>(
    `SELECT m.name, CAST(v.version AS TEXT) AS version, v.digest ${joined} WHERE v.digest IS NOT NULL AND v.algorithm <> ''
     ORDER BY v.creation_time DESC LIMIT 200`,
  );
  const copies = db.prepare<[string], { name: string; version: string }>(
    `SELECT m.name, CAST(v.version AS TEXT) AS version ${joined} WHERE v.source = ? ORDER BY m.name, v.version`,
  );

  const graphsOf = db.prepare<[string, string], { name: string; version: string }>(
    `SELECT DISTINCT m.name, CAST(v.version AS TEXT) AS version ${joined} JOIN model_version_tags t ON t.model = v.model AND t.version = v.version, json_each(t.value) e
     WHERE t.key = 'bancada.graph.members' AND json_valid(t.value) AND e.value ->> 'name' = ? AND e.value ->> 'version' = ? ORDER BY m.name, v.version`,
  );

  return {
    insert({ flavors, metrics, signature, inputExample, ...plain }: NewVersion, at: { model: number; version: number; at: number }): void {
      const json = { flavors, metrics, signature, inputExample };
      insert.run({ ...plain, ...at, ...Object.fromEntries(Object.entries(json).map(([key, value]) => [key, JSON.stringify(value)])) });
    },
    /** The version that the same run has registered with the same bytes. */
    same: (model: number, about: Pick<NewVersion, 'trackingRunId' | 'runId'> & { digest: string }) =>
      same.get(model, about.digest, about.trackingRunId, about.runId)?.version,
    get(model: number, version: number): ModelVersion | undefined {
      const row = one.get(model, version);
      return row && toVersion(row);
    },
    all: (model: number) => all.all(model).map(toVersion),
    latest: (names: readonly string[]) => latestVersions(db, names),
    othersInStage: (model: number, stage: VersionStage, version: number) => inStage.all(model, stage, version).map((row) => row.version),
    downloadUri: (model: number, version: number) => downloadUri.get(model, version)?.uri,
    describe: (model: number, version: number, text: string, at: number) => describe.run(text, at, model, version),
    setStage: (model: number, version: number, stage: VersionStage, at: number) => setStage.run(stage, at, model, version),
    delete: (model: number, version: number) => forget.run(model, version),
    tag: (model: number, version: number, key: string) => tag.get(model, version, key)?.value,
    putTag: (model: number, version: number, key: string, value: string) => putTag.run(model, version, key, value),
    dropTag: (model: number, version: number, key: string) => dropTag.run(model, version, key),
    graphsOf: (name: string, version: string) => graphsOf.all(name, version),
    /** Two hundred models of our own, graphs left out. */
    newest: () => newest.all(),
    ofRun: (runId: string) => ofRun.all(runId),
    copies: (source: string) => copies.all(source),
  };
}

export type VersionRows = ReturnType<typeof versionRows>;
