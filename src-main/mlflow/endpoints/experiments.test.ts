import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestClient, type TestClient } from '../test-client.ts';
import { experimentEndpoints } from './experiments.ts';

let client: TestClient;
beforeEach(async () => {
  client = await openTestClient(experimentEndpoints);
});
afterEach(() => client.close());

const refused = (message: string, error_code = 'INVALID_PARAMETER_VALUE', status = 400) => ({
  status,
  body: { error_code, message: expect.stringContaining(message) },
});
const done = { status: 200, body: {} };
const create = async (body: object) => String((await client.post('experiments/create', body)).body.experiment_id);
const get = async (experiment_id: string) => (await client.get('experiments/get', { experiment_id })).body.experiment;

describe('experiments over the wire', () => {
  it('are made, found, renamed and tagged', async () => {
    const experiment_id = await create({ name: 'a', tags: [{ key: 'k', value: 'v' }] });
    const found = await get(experiment_id);
    expect(found).toMatchObject({
      experiment_id,
      name: 'a',
      artifact_location: `mlflow-artifacts:/${experiment_id}`,
      lifecycle_stage: 'active',
      creation_time: expect.any(Number),
      last_update_time: expect.any(Number),
      tags: [{ key: 'k', value: 'v' }],
    });
    expect((await client.get('experiments/get-by-name', { experiment_name: 'a' })).body.experiment).toEqual(found);
    expect(await client.post('experiments/update', { experiment_id, new_name: 'b' })).toEqual(done);
    expect(await client.post('experiments/set-experiment-tag', { experiment_id, key: 'k', value: '' })).toEqual(done);
    expect(await get(experiment_id)).toMatchObject({ name: 'b', tags: [{ key: 'k', value: '' }] });
    expect(await client.post('experiments/delete-experiment-tag', { experiment_id, key: 'k' })).toEqual(done);
    expect(await client.post('experiments/delete-experiment-tag', { experiment_id, key: 'k' })).toEqual(
      refused(`No tag with name: k in experiment with id ${experiment_id}`, 'RESOURCE_DOES_NOT_EXIST', 404),
    );
  });

  it('are deleted and restored, and keep their name meanwhile', async () => {
    const experiment_id = await create({ name: 'a' });
    expect(await client.post('experiments/delete', { experiment_id })).toEqual(done);
    expect(await get(experiment_id)).toMatchObject({ lifecycle_stage: 'deleted' });
    expect(await client.post('experiments/create', { name: 'a' })).toEqual(refused('Experiment(name=a) already exists', 'RESOURCE_ALREADY_EXISTS'));
    expect(await client.post('experiments/update', { experiment_id, new_name: 'b' })).toEqual(refused("must be in the 'active' state"));
    expect(await client.post('experiments/restore', { experiment_id })).toEqual(done);
    expect(await client.post('experiments/restore', { experiment_id })).toEqual(
      refused(`No Experiment with id=${experiment_id} exists`, 'RESOURCE_DOES_NOT_EXIST', 404),
    );
  });

  it('say that one is not there in the words by which clients decide to make it', async () => {
    expect(await client.get('experiments/get-by-name', { experiment_name: 'nada' })).toEqual(
      refused("Could not find experiment with name 'nada'", 'RESOURCE_DOES_NOT_EXIST', 404),
    );
    expect(await client.get('experiments/get', { experiment_id: '77' })).toEqual(
      refused('No Experiment with id=77 exists', 'RESOURCE_DOES_NOT_EXIST', 404),
    );
  });

  it.each([
    [{ name: 123 }, "Invalid value 123 for parameter 'name'"],
    [{}, "Missing value for required parameter 'name'."],
    [{ name: '' }, "Missing value for required parameter 'name'."],
    [{ name: 'e', artifact_location: 9.5 }, "Invalid value 9.5 for parameter 'artifact_location'"],
    [{ name: 'e', tags: '5' }, `Invalid value "5" for parameter 'tags'`],
    [{ name: 'x'.repeat(501) }, "'name' exceeds the maximum length of 500 characters"],
    [{ name: 'e', artifact_location: 'file:///etc' }, 'file:///etc'],
  ])('refuse %j', async (body, message) => {
    expect(await client.post('experiments/create', body)).toEqual(refused(message));
  });
});
