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
  return JSON.stringify({ models: rowsOf<ModelRow>(db, modelColumns, where, page).map(toModel), total });
});

/** MLflow's answer. */
export const modelsPage = readQuery<{ asked: Asked; page: Page }>('registry-models-page', (db, { asked, page }) => {
  const { rows, token } = cut(rowsOf<ModelRow>(db, modelColumns, modelsWhere(asked), more(page)), page);
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
  const { rows, token } = cut(rowsOf<VersionRow>(db, versionColumns, versionsWhere(asked), more(page)), page);
  return JSON.stringify({ model_versions: rows.map((row) => versionOut(toVersion(row))), ...token });
});

function rowsOf<Row>(db: Sqlite.Database, columns: string, { sql, order, params }: Where, { limit, offset }: Page): Row[] {
  return db.prepare<unknown[], Row>(`SELECT ${columns} FROM ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`).all(...params, limit, offset);
}

/** One more than asked for tells whether there is a next page. */
function more({ limit, offset }: Page): Page {
  return { limit: limit + 1, offset };
}

function cut<Row>(rows: Row[], { limit, offset }: Page): { rows: Row[]; token: { next_page_token?: string } } {
  return rows.length > limit ? { rows: rows.slice(0, limit), token: { next_page_token: tokenAt(offset + limit) } } : { rows, token: {} };
}
