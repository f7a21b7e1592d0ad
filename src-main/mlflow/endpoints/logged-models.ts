/** `/mlflow/logged-models…` of MLflow 3, and `/mlflow/runs/outputs`. Their search is beside. */
import { z } from 'zod';
import { modelStatuses, type TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { bool, int64, keyValue, list, required, runOf } from '../wire.ts';
import { filesOut } from './artifacts.ts';
import { modelOut, statusOut } from './logged-model-out.ts';

/** By name, or by its number in the protocol's enum. */
const status = z.union([
  z.enum(modelStatuses.map(statusOut)).transform((name) => modelStatuses.find((one) => statusOut(one) === name)!),
  int64.refine((number) => number in modelStatuses).transform((number) => modelStatuses[number]!),
]);

export function loggedModelEndpoints({ loggedModels, artifacts }: Pick<TrackingDomain, 'loggedModels' | 'artifacts'>): Endpoint[] {
  const all = '/mlflow/logged-models';
  const one = `${all}/:model_id`;
  const model = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ model_id: required, ...shape });
  const create = z.object({
    experiment_id: required,
    name: z.string().optional(),
    model_type: z.string().default(''),
    source_run_id: z.string().default(''),
    params: list(keyValue),
    tags: list(keyValue),
  });
  return [
    endpoint('POST', all, create, async ({ experiment_id, name, model_type, source_run_id, params, tags }) => {
      const about = { experimentId: experiment_id, modelType: model_type, sourceRunId: source_run_id, params, tags };
      return { model: modelOut(await loggedModels.create({ ...about, ...(name && { name }) })) };
    }),
    endpoint('GET', one, model({ allow_deleted: bool.default(false) }), ({ model_id, allow_deleted }) => ({
      model: modelOut(loggedModels.get(model_id, { deleted: allow_deleted })),
    })),
    endpoint('PATCH', one, model({ status }), async ({ model_id, status }) => ({ model: modelOut(await loggedModels.finish(model_id, status)) })),
    endpoint('DELETE', one, model({}), async ({ model_id }) => {
      await loggedModels.delete(model_id);
      return {};
    }),
    endpoint('PATCH', `${one}/tags`, model({ tags: list(keyValue) }), async ({ model_id, tags }) => {
      await loggedModels.setTags(model_id, tags);
      return {};
    }),
    endpoint('DELETE', `${one}/tags/:tag_key`, model({ tag_key: required }), async ({ model_id, tag_key }) => {
      await loggedModels.deleteTag(model_id, tag_key);
      return {};
    }),
    endpoint('POST', `${one}/params`, model({ params: list(keyValue) }), async ({ model_id, params }) => {
      await loggedModels.logParams(model_id, params);
      return {};
    }),
    endpoint('GET', `${one}/artifacts/directories`, model({ artifact_directory_path: z.string().default('') }), (given) => {
      const path = given.artifact_directory_path.replace(/\/$/, '');
      const { artifactUri } = loggedModels.get(given.model_id);
      return { root_uri: artifactUri, files: filesOut(artifacts.tree, loggedModels.path(given.model_id, path), path) };
    }),
    endpoint('POST', '/mlflow/runs/outputs', runOf({ models: list(z.object({ model_id: required, step: int64.default(0) })) }), async (given) => {
      const models = given.models.map(({ model_id, step }) => ({ modelId: model_id, step }));
      await loggedModels.logOutputs(given.run_id, models);
      return {};
    }),
  ];
}
