/** `modelMetricWriter`: metrics that a run logged for a model, kept with the model too. A model that is not there is not a reason to lose the run's metric. */
import type Sqlite from 'better-sqlite3';
import type { Point } from '../metrics/write.ts';

export function modelMetricWriter(db: Sqlite.Database) {
  const insert = db.prepare<{
    modelId: string;
    key: string;
    timestamp: number;
    step: number;
    runId: string;
    name: string;
    digest: string;
    value: number;
    isNan: number;
  }>(
    `INSERT INTO logged_model_metrics
     SELECT id, @key, @timestamp, @step, @runId, @name, @digest, @value, @isNan FROM logged_models WHERE model_id = @modelId
     ON CONFLICT DO NOTHING`,
  );

  return (runId: string, points: readonly Point[]): void => {
    for (const { ofModel, key, value, timestamp, step } of points) {
      if (!ofModel) continue;
      const { modelId, datasetName, datasetDigest } = ofModel;
      const isNan = Number.isNaN(value);
      const measuredOn = { name: datasetName ?? '', digest: datasetDigest ?? '' };
      insert.run({ modelId, key, timestamp, step, runId, ...measuredOn, value: isNan ? 0 : value + 0, isNan: Number(isNan) });
    }
  };
}
