/** A run as MLflow shows it: what is known of it, and its params, tags and latest metrics. */
import type Sqlite from 'better-sqlite3';
import type { TrackingStatus } from '../../contract/tracking.ts';

export interface KeyValue {
  key: string;
  value: string;
}

export interface RunInfo {
  runId: string;
  name: string;
  experimentId: string;
  userId: string;
  status: TrackingStatus;
  startTime: number;
  endTime: number | null;
  artifactUri: string;
  lifecycle: 'active' | 'deleted';
}

export interface LatestMetric {
  key: string;
  value: number;
  timestamp: number;
  step: number;
}

export interface RunEntity {
  info: RunInfo;
  params: KeyValue[];
  tags: KeyValue[];
  metrics: LatestMetric[];
}

export function runEntities(db: Sqlite.Database) {
  const info = db.prepare<[string], RunInfo & { id: number }>(
    `SELECT r.id, r.run_id AS runId, r.name, CAST(r.experiment_id AS TEXT) AS experimentId, r.user_id AS userId, r.status,
            r.start_time AS startTime, r.end_time AS endTime, r.lifecycle_stage AS lifecycle,
            e.artifact_location || '/' || r.run_id || '/artifacts' AS artifactUri
     FROM runs r JOIN experiments e USING (experiment_id) WHERE r.run_id = ?`,
  );
  const params = db.prepare<[number], KeyValue>('SELECT key, value FROM params WHERE run = ?');
  const tags = db.prepare<[number], KeyValue>('SELECT key, value FROM tags WHERE run = ?');
  const metrics = db.prepare<[number], LatestMetric & { isNan: number }>(
    'SELECT key, value, timestamp, step, is_nan AS isNan FROM latest_metrics WHERE run = ?',
  );

  return {
    info(runId: string): RunInfo | undefined {
      const found = info.get(runId);
      if (!found) return undefined;
      const { id, ...rest } = found;
      return rest;
    },
    entity(runId: string): RunEntity | undefined {
      const found = info.get(runId);
      if (!found) return undefined;
      const { id, ...rest } = found;
      const latest = metrics.all(id).map(({ isNan, value, ...metric }) => ({ ...metric, value: isNan ? Number.NaN : value }));
      return { info: rest, params: params.all(id), tags: tags.all(id), metrics: latest };
    },
  };
}
