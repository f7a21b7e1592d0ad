/** The searches of the registry, as a reading thread does them. */
import type Sqlite from 'better-sqlite3';
import { tokenAt } from '../../filter/index.ts';
import { readQuery } from '../../storage/read-query.ts';
import { modelOut, versionOut } from '../mlflow-shape.ts';
import { type ModelRow, modelColumns, toModel } from '../rows/models.ts';
import { latestVersions, toVersion, type VersionRow, versionColumns } from '../rows/versions.ts';
import { type Asked, modelsWhere, versionsWhere, type Where } from './where.ts';

export interface Page {
  limit: number;
  offset: number;
}

/** `{ models, total }` of the contract. */
export const modelsFound = readQuery<{ asked: Asked; page: Page }>('registry-models', (db, { asked, page }) => {
  const where = modelsWhere(asked);
  const total = db
    .prepare<unknown[], number>(`SELECT count(*) FROM ${where.sql}`)
    .pluck()
    .get(...where.params)!;
  return JSON.stringify({ models: modelsOf(db, where, page).map(toModel), total });
});

/** MLflow's answer. */
export const modelsPage = readQuery<{ asked: Asked; page: Page }>('registry-models-page', (db, { asked, page }) => {
  const { rows, token } = cut(modelsOf(db, modelsWhere(asked), more(page)), page);
  const models = rows.map(toModel);
  const latest = Map.groupBy(
    latestVersions(
      db,
      models.map(({ name }) => name),
    ),
    ({ name }) => name,
  );
  return JSON.stringify({ registered_models: models.map((model) => modelOut(model, latest.get(model.name) ?? [])), ...token });
});

/** MLflow's answer. */
export const versionsPage = readQuery<{ asked: Asked; page: Page }>('registry-versions-page', (db, { asked, page }) => {
  const { rows, token } = cut(versionsOf(db, versionsWhere(asked), more(page)), page);
  return JSON.stringify({ model_versions: rows.map((row) => versionOut(toVersion(row))), ...token });
});

function modelsOf(db: Sqlite.Database, { sql, order, params }: Where, { limit, offset }: Page): ModelRow[] {
  const found = `SELECT m.id AS found FROM ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
  return db
    .prepare<unknown[], ModelRow>(`SELECT ${modelColumns} FROM (${found}) JOIN registered_models m ON m.id = found ORDER BY ${order}`)
    .all(...params, limit, offset);
}

/** What a row shows costs more than finding it: only those of the page are looked at in full. */
function versionsOf(db: Sqlite.Database, { sql, order, params }: Where, { limit, offset }: Page): VersionRow[] {
  const found = `SELECT v.model AS ofModel, v.version AS found FROM ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
  return db
    .prepare<unknown[], VersionRow>(
      `SELECT ${versionColumns} FROM (${found}) JOIN model_versions v ON v.model = ofModel AND v.version = found
       JOIN registered_models m ON m.id = v.model ORDER BY ${order}`,
    )
    .all(...params, limit, offset);
}

/** One more than asked for tells whether there is a next page. */
function more({ limit, offset }: Page): Page {
  return { limit: limit + 1, offset };
}

function cut<Row>(rows: Row[], { limit, offset }: Page): { rows: Row[]; token: { next_page_token?: string } } {
  return rows.length > limit ? { rows: rows.slice(0, limit), token: { next_page_token: tokenAt(offset + limit) } } : { rows, token: {} };
}
