/** A logged model as MLflow shows it, and how it is read. */
import type Sqlite from 'better-sqlite3';
import type { KeyValue } from '../runs/entity.ts';

export const modelStatuses = ['UNSPECIFIED', 'PENDING', 'READY', 'UPLOAD_FAILED'] as const;
export type ModelStatus = (typeof modelStatuses)[number];

export interface ModelMetric {
  key: string;
  value: number;
  timestamp: number;
  step: number;
  runId: string;
  datasetName: string;
  datasetDigest: string;
}

export interface LoggedModel {
  modelId: string;
  experimentId: string;
  name: string;
  status: ModelStatus;
  modelType: string;
  sourceRunId: string;
  artifactUri: string;
  createdAt: number;
  updatedAt: number;
  tags: KeyValue[];
  params: KeyValue[];
  metrics: ModelMetric[];
  /** Versions of registered models that were made from it. */
  registrations: { name: string; version: string }[];
}

type InfoRow = Omit<LoggedModel, 'tags' | 'params' | 'metrics' | 'registrations'> & { id: number };

/** What clients write once they registered a model: JSON of names and versions. */
const versionsTag = 'mlflow.modelVersions';

export function modelEntities(db: Sqlite.Database) {
  const infos = db.prepare<[string], InfoRow>(
    `SELECT m.id, m.model_id AS modelId, CAST(m.experiment AS TEXT) AS experimentId, m.name, m.status, m.model_type AS modelType,
            m.source_run_id AS sourceRunId, m.creation_time AS createdAt, m.last_updated_time AS updatedAt,
            e.artifact_location || '/models/' || m.model_id || '/artifacts' AS artifactUri
     FROM json_each(?) j CROSS JOIN logged_models m ON m.id = j.value JOIN experiments e ON e.experiment_id = m.experiment ORDER BY j.key`,
  );
  const of = 'WHERE model = ?';
  const tags = db.prepare<[number], KeyValue>(`SELECT key, value FROM logged_model_tags ${of}`);
  const params = db.prepare<[number], KeyValue>(`SELECT key, value FROM logged_model_params ${of}`);
  const metrics = db.prepare<[number], ModelMetric & { isNan: number }>(
    `SELECT key, value, timestamp, step, run_id AS runId, dataset_name AS datasetName, dataset_digest AS datasetDigest, is_nan AS isNan
     FROM logged_model_metrics ${of}`,
  );

  function complete({ id, ...info }: InfoRow): LoggedModel {
    const held = tags.all(id);
    return {
      ...info,
      tags: held,
      params: params.all(id),
      metrics: metrics.all(id).map(({ isNan, ...metric }) => ({ ...metric, value: isNan ? Number.NaN : metric.value })),
      registrations: registrationsIn(held.find(({ key }) => key === versionsTag)?.value),
    };
  }

  /** In the order of `ids`. */
  return (ids: readonly number[]): LoggedModel[] => infos.all(JSON.stringify(ids)).map(complete);
}

function registrationsIn(tag: string | undefined): LoggedModel['registrations'] {
  try {
    const found: unknown = JSON.parse(tag ?? '[]');
    if (!Array.isArray(found)) return [];
    return found.flatMap((entry: Partial<Record<string, unknown>> | null) =>
      typeof entry?.name === 'string' ? [{ name: entry.name, version: String(entry.version) }] : [],
    );
  } catch {
    return [];
  }
}
