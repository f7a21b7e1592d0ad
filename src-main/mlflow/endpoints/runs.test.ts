import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestClient, type TestClient } from '../test-client.ts';
import { experimentEndpoints } from './experiments.ts';
import { inputEndpoints } from './inputs.ts';
import { metricWriteEndpoints } from './metrics-writes.ts';
import { runEndpoints } from './runs.ts';

let client: TestClient;
let run_id: string;
beforeEach(async () => {
  client = await openTestClient((tracking) => [
    ...experimentEndpoints(tracking),
    ...runEndpoints(tracking),
    ...metricWriteEndpoints(tracking),
    ...inputEndpoints(tracking),
  ]);
  const { body } = await client.post('runs/create', {
    experiment_id: '0',
    start_time: 456,
    user_id: 'ana',
    run_name: 'um nome',
    tags: [{ key: 'meu', value: 'x' }],
  });
  run_id = (body.run as { info: { run_id: string } }).info.run_id;
});
afterEach(() => client.close());

const run = async () => (await client.get('runs/get', { run_id })).body.run as Record<string, Record<string, unknown>>;
const refused = (message: string, error_code = 'INVALID_PARAMETER_VALUE', status = 400) => ({
  status,
  body: { error_code, message: expect.stringContaining(message) },
});
const done = { status: 200, body: {} };

describe('runs over the wire', () => {
  it('answers with the run as clients read it', async () => {
    await client.post('runs/log-batch', {
      run_id,
      metrics: [
        { key: 'm', value: 1.5, timestamp: 7, step: 3 },
        { key: 'nan', value: 'NaN', timestamp: '7' },
        { key: 'inf', value: '-Infinity', timestamp: 7, step: '2' },
      ],
      params: [{ key: 'p', value: '' }],
      tags: [{ key: 't', value: 'ação' }],
    });
    expect(await run()).toMatchObject({
      info: {
        run_id,
        run_uuid: run_id,
        run_name: 'um nome',
        experiment_id: '0',
        user_id: 'ana',
        status: 'RUNNING',
        start_time: 456,
        artifact_uri: `mlflow-artifacts:/0/${run_id}/artifacts`,
        lifecycle_stage: 'active',
      },
      data: {
        metrics: [
          { key: 'inf', value: '-Infinity', timestamp: 7, step: 2 },
          { key: 'm', value: 1.5, timestamp: 7, step: 3 },
          { key: 'nan', value: 'NaN', timestamp: 7, step: 0 },
        ],
        params: [{ key: 'p', value: '' }],
        tags: [
          { key: 'meu', value: 'x' },
          { key: 'mlflow.runName', value: 'um nome' },
          { key: 't', value: 'ação' },
        ],
      },
    });
    expect((await run()).info).not.toHaveProperty('end_time');
    const { body } = await client.post('runs/update', { run_id, status: 'FINISHED', end_time: 999 });
    expect(body.run_info).toMatchObject({ status: 'FINISHED', end_time: 999 });
  });

  it('takes a run by its old name too, and a JSON text inside a JSON text', async () => {
    expect(await client.post('runs/set-tag', { run_uuid: run_id, key: 'a', value: '1' })).toEqual(done);
    expect(await client.post('runs/log-metric', { run_uuid: run_id, key: 'm', value: 1, timestamp: 0 })).toEqual(done);
    expect(await client.post('runs/set-tag', JSON.stringify({ run_id, key: 'b', value: '2' }))).toEqual(done);
    expect((await client.get('runs/get', { run_uuid: run_id })).status).toBe(200);
  });

  it.each([
    ['runs/log-metric', { run_id: 31, key: 'm', value: 41, timestamp: 59 }, "Invalid value 31 for parameter 'run_id' supplied"],
    ['runs/log-metric', { key: 31, value: 41, timestamp: 59 }, "Invalid value 31 for parameter 'key' supplied"],
    ['runs/log-metric', { key: 'm', value: 31, timestamp: 59, step: 'foo' }, `Invalid value "foo" for parameter 'step' supplied`],
    ['runs/log-metric', { key: 'm', value: 31, timestamp: 'foo' }, `Invalid value "foo" for parameter 'timestamp' supplied`],
    ['runs/log-metric', { key: 'm', value: 31, timestamp: -1 }, "Invalid value -1 for parameter 'timestamp' supplied"],
    ['runs/log-metric', { key: 'm', value: 'muito', timestamp: 1 }, `Invalid value "muito" for parameter 'value' supplied`],
    ['runs/log-metric', { key: 'm', value: 1, timestamp: 1, step: 1e300 }, "for parameter 'step' supplied"],
    ['runs/log-metric', { key: 'm', value: 1, timestamp: 1, step: '9223372036854775807' }, "for parameter 'step' supplied"],
    ['runs/log-metric', { run_id: null, key: 'm', value: 1, timestamp: 1 }, "Missing value for required parameter 'run_id'"],
    ['runs/log-metric', { value: 1, timestamp: 1 }, "Missing value for required parameter 'key'"],
    ['runs/log-metric', { key: '', value: 1, timestamp: 1 }, "Missing value for required parameter 'key'"],
    ['runs/log-metric', { key: '../m', value: 1, timestamp: 1 }, 'This name would resolve to'],
    ['runs/log-batch', { metrics: 'foo' }, `Invalid value "foo" for parameter 'metrics' supplied`],
    ['runs/log-batch', { params: 'foo' }, `Invalid value "foo" for parameter 'params' supplied`],
    ['runs/log-batch', { tags: 'foo' }, `Invalid value "foo" for parameter 'tags' supplied`],
    ['runs/log-batch', { metrics: [{ key: 'mae', value: 2.5 }] }, "Missing value for required parameter 'metrics[0].timestamp'"],
    ['runs/log-batch', { metrics: [5] }, "Invalid value 5 for parameter 'metrics[0]' supplied"],
    ['runs/log-batch', { params: [{ key: 'a', value: '1' }, { value: '2' }] }, "Missing value for required parameter 'params[1].key'"],
    ['runs/log-batch', { tags: [{ key: 'a', value: 5 }] }, "Invalid value 5 for parameter 'tags[0].value' supplied"],
    [
      'runs/log-batch',
      {
        params: [
          { key: 'a', value: '1' },
          { key: 'a', value: '1' },
        ],
      },
      "Duplicate parameter keys have been submitted: ['a']",
    ],
    ['runs/log-parameter', { key: 31, value: '41' }, "Invalid value 31 for parameter 'key' supplied"],
    ['runs/set-tag', { key: 'param', value: 41 }, "Invalid value 41 for parameter 'value' supplied"],
    ['runs/set-tag', { value: 'x' }, "Missing value for required parameter 'key'"],
    ['runs/set-tag', { key: 'a#b', value: 'x' }, 'Names may only contain alphanumerics'],
    ['runs/log-model', { model_json: '{' }, 'Malformed model info.'],
    ['runs/log-model', { model_json: '{"flavors":{}}' }, 'Model json is missing mandatory fields'],
    ['runs/log-inputs', { datasets: [{ tags: [] }] }, "Missing value for required parameter 'datasets[0].dataset'"],
    ['runs/update', { status: 'FELIZ' }, `Invalid value "FELIZ" for parameter 'status' supplied`],
  ])('refuses %s with %j', async (path, body, message) => {
    expect(await client.post(path, { run_id, ...body })).toEqual(refused(message));
  });

  it.each([
    ['metrics', 1001, { key: 'm', value: 1, timestamp: 1 }, 'at most 1000 metrics. Got 1001 metrics.'],
    ['params', 101, { key: 'p', value: '1' }, 'at most 100 params. Got 101 params.'],
    ['tags', 101, { key: 't', value: '1' }, 'at most 100 tags. Got 101 tags.'],
  ])('refuses a batch of more %s than %i', async (name, count, item, message) => {
    const items = Array.from({ length: count }, (_, i) => ({ ...item, key: `${item.key}${i}` }));
    expect(await client.post('runs/log-batch', { run_id, [name]: items })).toEqual(refused(message));
    expect(await client.post('runs/log-batch', { run_id, [name]: items.slice(1) })).toEqual(done);
  });

  it('refuses a thousand and one of everything together', async () => {
    const metrics = Array.from({ length: 950 }, (_, i) => ({ key: 'm', value: i, timestamp: i, step: i }));
    const params = Array.from({ length: 51 }, (_, i) => ({ key: `p${i}`, value: '1' }));
    expect(await client.post('runs/log-batch', { run_id, metrics, params })).toEqual(refused('at most 1000 metrics, params, and tags. Got 1001'));
    expect((await run()).data).toMatchObject({ metrics: [], params: [] });
  });

  it('says as MLflow does that a param cannot change', async () => {
    await client.post('runs/log-batch', {
      run_id,
      params: [
        { key: 'a', value: '1' },
        { key: 'b', value: "d'ouro" },
      ],
    });
    expect(await client.post('runs/log-parameter', { run_id, key: 'a', value: '1' })).toEqual(done);
    expect(await client.post('runs/log-parameter', { run_id, key: 'a', value: '2' })).toEqual(
      refused(
        `Changing param values is not allowed. Param with key='a' was already logged with value='1' for run ID='${run_id}'. Attempted logging new value '2'.`,
      ),
    );
    expect(
      await client.post('runs/log-batch', {
        run_id,
        params: [
          { key: 'a', value: '2' },
          { key: 'b', value: '3' },
        ],
      }),
    ).toEqual(refused(`[{'key': 'a', 'old_value': '1', 'new_value': '2'}, {'key': 'b', 'old_value': "d'ouro", 'new_value': '3'}]`));
  });

  it('cuts long params and tags, as MLflow does by default, and refuses long keys', async () => {
    await client.post('runs/log-batch', { run_id, params: [{ key: 'p', value: 'x'.repeat(6001) }], tags: [{ key: 't', value: 'y'.repeat(8001) }] });
    const { params, tags } = (await run()).data as Record<string, { key: string; value: string }[]>;
    expect([params![0]!.value.length, tags!.find(({ key }) => key === 't')!.value.length]).toEqual([6000, 8000]);
    expect(await client.post('runs/set-tag', { run_id, key: 'k'.repeat(251), value: '' })).toEqual(refused('exceeds the maximum length of 250'));
  });

  it('refuses writes to a run that is deleted or not there', async () => {
    const nobody = 'f'.repeat(32);
    const absent = refused(`Run with id=${nobody} not found`, 'RESOURCE_DOES_NOT_EXIST', 404);
    expect(await client.post('runs/log-metric', { run_id: nobody, key: 'm', value: 1, timestamp: 1 })).toEqual(absent);
    expect(await client.get('runs/get', { run_id: nobody })).toEqual(absent);
    expect(await client.post('runs/delete-tag', { run_id, key: 'nada' })).toEqual(
      refused('No tag with name: nada in run with id', 'RESOURCE_DOES_NOT_EXIST', 404),
    );
    expect(await client.post('runs/delete', { run_id })).toEqual(done);
    expect(await client.post('runs/log-batch', { run_id, tags: [{ key: 'a', value: 'b' }] })).toEqual(
      refused(`The run ${run_id} must be in the 'active' state. Current state is deleted.`),
    );
    expect((await run()).info!.lifecycle_stage).toBe('deleted');
    expect(await client.post('runs/restore', { run_id })).toEqual(done);
    expect((await run()).info!.lifecycle_stage).toBe('active');
  });

  it('keeps the data sets that a run read, and lists them by experiment', async () => {
    const dataset = { name: 'd', digest: '1', source_type: 'local', source: '{}', schema: '{"a":1}' };
    const tags = [{ key: 'mlflow.data.context', value: 'training' }];
    expect(await client.post('runs/log-inputs', { run_id, datasets: [{ dataset, tags }] })).toEqual(done);
    expect((await run()).inputs).toMatchObject({ dataset_inputs: [{ dataset, tags }] });
    const found = await client.post('experiments/search-datasets', { experiment_ids: ['0'] });
    expect(found.body).toEqual({ dataset_summaries: [{ experiment_id: '0', name: 'd', digest: '1', context: 'training' }] });
    expect(await client.post('experiments/search-datasets', {})).toEqual(refused('must specify at least one experiment_id'));
    expect(await client.post('experiments/search-datasets', { experiment_ids: Array(21).fill('0') })).toEqual(refused('cannot specify more than 20'));
  });

  it('records a model of MLflow 2 without its configuration', async () => {
    const model = {
      run_id,
      artifact_path: 'm',
      utc_time_created: 'agora',
      flavors: { python_function: { config: { a: 1 }, env: 'x' } },
      signature: {},
    };
    expect(await client.post('runs/log-model', { run_id, model_json: JSON.stringify(model) })).toEqual(done);
    const { tags } = (await run()).data as { tags: { key: string; value: string }[] };
    expect(JSON.parse(tags.find(({ key }) => key === 'mlflow.log-model.history')!.value)).toEqual([
      { run_id, artifact_path: 'm', utc_time_created: 'agora', flavors: { python_function: { env: 'x' } } },
    ]);
  });

  it('treats names that JavaScript uses itself as any other', async () => {
    const params = ['constructor', 'toString', 'hasOwnProperty'].map((key) => ({ key, value: key }));
    expect(await client.post('runs/log-batch', { run_id, params, tags: [{ key: '__proto__', value: 'x' }] })).toEqual(done);
    expect((await run()).data!.params).toEqual(expect.arrayContaining(params));
    expect(client.tracking.run(run_id).params).toMatchObject({ constructor: 'constructor' });
    expect(Object.keys(client.tracking.run(run_id).tags)).toContain('__proto__');
  });
});
