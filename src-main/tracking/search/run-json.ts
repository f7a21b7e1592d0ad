/**
 * `runsAsMlflow`: runs as MLflow's protocol writes them, in the order of their keys given. SQLite writes the JSON of params, metrics and tags: several times
 * quicker than rows made into objects and those into text, and nothing of it is kept in this process's memory but the answer.
 */
import type Sqlite from 'better-sqlite3';
import { rows } from './sql.ts';

type MlflowRow = [
  runId: string,
  name: string,
  experimentId: string,
  userId: string,
  status: string,
  start: number,
  end: number | null,
  lifecycle: string,
  place: string,
  metrics: string,
  params: string,
  tags: string,
  inputs: string,
  models: string,
];

/** A REAL is written with all its digits; NaN and infinities are texts, as in protobuf's JSON. */
export const metricValue = `CASE WHEN is_nan THEN 'NaN' WHEN value > 1.7976931348623157e308 THEN 'Infinity' WHEN value < -1.7976931348623157e308 THEN '-Infinity' ELSE value END`;

const query = (ids: readonly number[]) => ({
  sql: `SELECT r.run_id, r.name, CAST(r.experiment_id AS TEXT), r.user_id, r.status, r.start_time, r.end_time, r.lifecycle_stage, e.artifact_location,
    (SELECT json_group_array(json_object('key', key, 'value', ${metricValue}, 'timestamp', timestamp, 'step', step)) FROM latest_metrics WHERE run = r.id),
    (SELECT json_group_array(json_object('key', key, 'value', value)) FROM params WHERE run = r.id),
    (SELECT json_group_array(json_object('key', key, 'value', value)) FROM tags WHERE run = r.id),
    (SELECT json_group_array(json_object(
       'tags', json((SELECT json_group_array(json_object('key', t.key, 'value', t.value)) FROM dataset_input_tags t WHERE t.run = i.run AND t.dataset = i.dataset)),
       'dataset', json_patch(json_object('name', d.name, 'digest', d.digest, 'source_type', d.source_type, 'source', d.source),
                             json_object('schema', d.schema, 'profile', d.profile))))
     FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset WHERE i.run = r.id),
    (SELECT json_group_array(json_array(role, model_id, step)) FROM run_models WHERE run = r.id)
    FROM json_each(?) j CROSS JOIN runs r ON r.id = j.value JOIN experiments e ON e.experiment_id = r.experiment_id ORDER BY j.key`,
  params: [JSON.stringify(ids)],
});

export function runsAsMlflow(db: Sqlite.Database, ids: readonly number[]): string[] {
  return rows<MlflowRow>(db, query(ids)).map(mlflowRun);
}

function mlflowRun([runId, name, experiment, user, status, start, end, lifecycle, place, metrics, params, tags, inputs, models]: MlflowRow): string {
  const id = JSON.stringify(runId);
  const ended = end === null ? '' : `,"end_time":${end}`;
  const uri = JSON.stringify(`${place}/${runId}/artifacts`);
  return (
    `{"info":{"run_id":${id},"run_uuid":${id},"run_name":${JSON.stringify(name)},"experiment_id":"${experiment}","user_id":${JSON.stringify(user)},` +
    `"status":"${status}","start_time":${start}${ended},"artifact_uri":${uri},"lifecycle_stage":"${lifecycle}"},` +
    `"data":{"metrics":${metrics},"params":${params},"tags":${tags}},"inputs":{"dataset_inputs":${inputs}${models === '[]' ? '}}' : withModels(models)}`
  );
}

function withModels(links: string): string {
  const all = JSON.parse(links) as ['input' | 'output', string, number][];
  const read = all.filter(([role]) => role === 'input').map(([, model_id]) => ({ model_id }));
  const made = all.filter(([role]) => role === 'output').map(([, model_id, step]) => ({ model_id, step }));
  return `,"model_inputs":${JSON.stringify(read)}},"outputs":{"model_outputs":${JSON.stringify(made)}}}`;
}
