/** `modelRows`: registered models with their tags and aliases. */
import type { RegisteredModel } from '../../contract/registry.ts';
import type { Storage } from '../../storage/index.ts';
import { fromJson, tagsOf } from './json.ts';

export type ModelRow = Omit<RegisteredModel, 'aliases' | 'tags' | 'latestVersion'> & {
  id: number;
  tags: string;
  aliases: string;
  latest: number | null;
};

/** Over `registered_models m`. */
export const modelColumns = `m.id, m.name, m.description, m.creation_time AS createdAt, m.last_updated_time AS updatedAt,
  (SELECT max(version) FROM model_versions WHERE model = m.id) AS latest, (SELECT count(*) FROM model_versions WHERE model = m.id) AS versions,
  ${tagsOf('registered_model_tags', 'model = m.id')} AS tags,
  (SELECT json_group_object(alias, CAST(version AS TEXT)) FROM model_aliases WHERE model = m.id) AS aliases`;

export function toModel({ id, latest, tags, aliases, ...row }: ModelRow): RegisteredModel {
  return { ...row, tags: fromJson(tags), aliases: fromJson(aliases), latestVersion: latest?.toString() ?? null };
}

export function modelRows({ db }: Pick<Storage, 'db'>) {
  const id = db.prepare<[string], { id: number }>('SELECT id FROM registered_models WHERE name = ?');
  const insert = db.prepare<[string, string, number, number]>(
    'INSERT INTO registered_models (name, description, creation_time, last_updated_time) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const touch = db.prepare<[number, number]>('UPDATE registered_models SET last_updated_time = ? WHERE id = ?');
  const describe = db.prepare<[string, number, number]>('UPDATE registered_models SET description = ?, last_updated_time = ? WHERE id = ?');
  const rename = db.prepare<[string, number, number]>('UPDATE registered_models SET name = ?, last_updated_time = ? WHERE id = ?');
  const renameVersions = db.prepare<[number, number]>('UPDATE model_versions SET last_updated_time = ? WHERE model = ?');
  const forget = db.prepare<[number]>('DELETE FROM registered_models WHERE id = ?');
  const next = db.prepare<[number], { version: number }>(
    'UPDATE registered_models SET last_version = last_version + 1 WHERE id = ? RETURNING last_version AS version',
  );
  const tag = db.prepare<[number, string], { value: string }>('SELECT value FROM registered_model_tags WHERE model = ? AND key = ?');
  const putTag = db.prepare<[number, string, string]>(
    'INSERT INTO registered_model_tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const dropTag = db.prepare<[number, string]>('DELETE FROM registered_model_tags WHERE model = ? AND key = ?');
  const alias = db.prepare<[number, string], { version: number }>('SELECT version FROM model_aliases WHERE model = ? AND alias = ?');
  const putAlias = db.prepare<[number, string, number]>(
    'INSERT INTO model_aliases VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version',
  );
  const dropAlias = db.prepare<[number, string]>('DELETE FROM model_aliases WHERE model = ? AND alias = ?');
  const one = db.prepare<[number], ModelRow>(`SELECT ${modelColumns} FROM registered_models m WHERE m.id = ?`);
  const all = db.prepare<[], ModelRow>(`SELECT ${modelColumns} FROM registered_models m ORDER BY m.last_updated_time DESC, m.name`);

  return {
    id: (name: string) => id.get(name)?.id,
    get: (model: number) => toModel(one.get(model)!),
    all: () => all.all().map(toModel),
    /** False when the name is taken. */
    insert: (name: string, description: string, at: number) => insert.run(name, description, at, at).changes > 0,
    touch: (model: number, at: number) => touch.run(at, model),
    describe: (model: number, text: string, at: number) => describe.run(text, at, model),
    rename(model: number, name: string, at: number) {
      rename.run(name, at, model);
      renameVersions.run(at, model);
    },
    delete: (model: number) => forget.run(model),
    /** A number that no version of the model has had. */
    nextVersion: (model: number) => next.get(model)!.version,
    tag: (model: number, key: string) => tag.get(model, key)?.value,
    putTag: (model: number, key: string, value: string) => putTag.run(model, key, value),
    dropTag: (model: number, key: string) => dropTag.run(model, key),
    alias: (model: number, name: string) => alias.get(model, name)?.version,
    putAlias: (model: number, name: string, version: number) => putAlias.run(model, name, version),
    dropAlias: (model: number, name: string) => dropAlias.run(model, name),
  };
}

export type ModelRows = ReturnType<typeof modelRows>;
