/** `/mlflow/runs/…`: a run's life, its tags and params. Searches, metrics and inputs are elsewhere. */
import { z } from 'zod';
import type { TrackingDomain } from '../../tracking/index.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { int64, keyValue, list, required, runOf } from '../wire.ts';
import { loggedModelTag } from './logged-model-tag.ts';
import { runInfoOut, runOut } from './run-out.ts';

const statuses = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;
/** By name, or by its number in the protocol's enum. */
const status = z.union([
  z.enum(statuses),
  z
    .number()
    .int()
    .min(1)
    .max(5)
    .transform((number) => statuses[number - 1]!),
]);

export function runEndpoints({ runs, log, inputs, loggedModels }: Pick<TrackingDomain, 'runs' | 'log' | 'inputs' | 'loggedModels'>): Endpoint[] {
  const at = (path: string) => `/mlflow/runs/${path}`;
  const create = z.object({
    experiment_id: z.string().default('0'),
    user_id: z.string().default(''),
    run_name: z.string().optional(),
    start_time: int64.optional(),
    tags: list(keyValue),
  });
  return [
    endpoint('POST', at('create'), create, async ({ experiment_id, user_id, run_name, start_time, tags }) => {
      const about = { experimentId: experiment_id || '0', userId: user_id, tags };
      const run = await runs.create({ ...about, ...(run_name && { name: run_name }), ...(start_time !== undefined && { startTime: start_time }) });
      return { run: runOut(run, { datasets: [], modelsIn: [], modelsOut: [] }) };
    }),
    endpoint(
      'POST',
      at('update'),
      runOf({ status: status.optional(), end_time: int64.optional(), run_name: z.string().optional() }),
      async ({ run_id, status, end_time, run_name }) => {
        const change = { ...(status && { status }), ...(end_time !== undefined && { endTime: end_time }), ...(run_name && { name: run_name }) };
        return { run_info: runInfoOut(await runs.update(run_id, change)) };
      },
    ),
    endpoint('GET', at('get'), runOf({}), ({ run_id }) => {
      const around = { datasets: inputs.of(run_id), modelsIn: loggedModels.inputs(run_id), modelsOut: loggedModels.outputs(run_id) };
      return { run: runOut(runs.entity(run_id), around) };
    }),
    endpoint('POST', at('delete'), runOf({}), async ({ run_id }) => {
      await runs.delete([run_id]);
      return {};
    }),
    endpoint('POST', at('restore'), runOf({}), async ({ run_id }) => {
      await runs.restore([run_id]);
      return {};
    }),
    endpoint('POST', at('log-parameter'), runOf({ key: required, value: z.string().default('') }), async ({ run_id, key, value }) => {
      await log.param(run_id, key, value);
      return {};
    }),
    endpoint('POST', at('set-tag'), runOf({ key: required, value: z.string().default('') }), async ({ run_id, key, value }) => {
      await log.setTag(run_id, key, value);
      return {};
    }),
    endpoint('POST', at('delete-tag'), runOf({ key: required }), async ({ run_id, key }) => {
      await log.deleteTag(run_id, key);
      return {};
    }),
    endpoint('POST', at('log-model'), runOf({ model_json: required }), async ({ run_id, model_json }) => {
      await log.model(run_id, loggedModelTag(model_json));
      return {};
    }),
  ];
}
