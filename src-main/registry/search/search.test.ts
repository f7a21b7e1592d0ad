import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenAt } from '../../filter/index.ts';
import { openTestRegistry, type TestRegistry } from '../test-support/registry.ts';

let lab: TestRegistry;
beforeAll(async () => {
  lab = openTestRegistry();
  const { registry } = lab;
  const prompt = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
  for (const [name, tags] of [
    ['a', [{ key: 'time', value: 'ml' }]],
    [
      'B',
      [
        { key: 'time', value: 'ML' },
        { key: 'x', value: '1' },
      ],
    ],
    ['c', []],
  ] as const)
    await registry.create({ name, tags: [...tags] }, { by: 'user' });
  await registry.create({ name: 'saudacao', tags: prompt }, { by: 'mlflow' });
  for (const [name, runId] of [
    ['a', 'r1'],
    ['a', 'r2'],
    ['B', 'r1'],
  ] as const)
    await registry.createVersion({ name, source: `runs:/${runId}/m`, runId, tags: [{ key: 'ok', value: name }] }, { by: 'user' });
  await registry.createVersion({ name: 'c', source: 's3://b/m' }, { by: 'user' });
  await registry.createVersion({ name: 'saudacao', source: 'dummy-source', tags: prompt }, { by: 'mlflow' });
});
afterAll(() => lab.dispose());

const parsed = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as Record<string, { name: string; version: string }[]>;
const page = (filter?: string, orderBy: string[] = []) => ({ filter, orderBy, maxResults: 100 });
const models = async (filter?: string, orderBy: string[] = []) => {
  const { models: found } = await lab.registry.search.models({ filter, orderBy, limit: 100, offset: 0 });
  const { registered_models } = parsed(await lab.registry.search.mlflowModels(page(filter, orderBy)));
  expect(registered_models?.map(({ name }) => name)).toEqual(found.map(({ name }) => name));
  return found.map(({ name }) => name);
};
const versions = async (filter?: string, orderBy?: string[]) =>
  parsed(await lab.registry.search.mlflowVersions(page(filter, orderBy))).model_versions!.map(({ name, version }) => name + version);

describe('models', () => {
  it.each([
    [undefined, ['B', 'a', 'c']],
    ['', ['B', 'a', 'c']],
    ["name = 'a'", ['a']],
    ["name != 'a'", ['B', 'c']],
    ["name ILIKE 'b'", ['B']],
    ["name LIKE 'b'", []],
    ["name IN ('a', 'c')", ['a', 'c']],
    ["tags.time = 'ml'", ['a']],
    ["tags.time != 'ml'", ['B']],
    ["tags.time ILIKE 'm%' AND tags.x = '1'", ['B']],
    ["tags.time = 'ml' AND tags.time = 'ML'", []],
    ["name = 'a' AND tag.`mlflow.prompt.is_prompt` != 'true'", ['a']],
    ["tags.`mlflow.prompt.is_prompt` = 'true'", ['saudacao']],
    ["tags.`mlflow.prompt.is_prompt` != 'false'", ['saudacao']],
    ["tags.`mlflow.prompt.is_prompt` = 'false'", ['B', 'a', 'c']],
    ["name = 'x'' OR 1=1 --'", []],
  ])('%s', async (filter, found) => {
    expect(await models(filter)).toEqual(found);
  });

  it('come in the order asked for, page by page, and are counted', async () => {
    expect(await models('', ['name DESC'])).toEqual(['c', 'a', 'B']);
    expect(await models('', ['last_updated_timestamp DESC'])).toEqual(['c', 'B', 'a']);
    expect(await models('', ['creation_timestamp DESC', 'name ASC'])).toEqual(['c', 'B', 'a']);
    expect(await lab.registry.search.models({ orderBy: [], limit: 1, offset: 1 })).toMatchObject({ total: 3, models: [{ name: 'a' }] });
    await expect(models('', ['tamanho'])).rejects.toMatchObject({ code: 'TRACKING_FILTER_INVALID' });
    await expect(models("stage = 'x'")).rejects.toMatchObject({ code: 'TRACKING_FILTER_INVALID' });
  });
});

describe('versions', () => {
  it.each([
    [undefined, ['c1', 'B1', 'a2', 'a1']],
    ["name = 'a'", ['a2', 'a1']],
    ["run_id = 'r1'", ['B1', 'a1']],
    ["run_id != 'r1'", ['c1', 'a2']],
    ["run_id IN ('r2', 'r3')", ['a2']],
    ["source_path LIKE 'runs:%'", ['B1', 'a2', 'a1']],
    ['version_number > 1', ['a2']],
    ["tags.ok = 'B'", ['B1']],
    ["tags.ok != 'B'", ['a2', 'a1']],
    ["tags.`mlflow.prompt.is_prompt` = 'true'", ['saudacao1']],
  ])('%s', async (filter, found) => {
    expect(await versions(filter)).toEqual(found);
  });

  it('come in the order asked for', async () => {
    expect(await versions('', ['version_number ASC', 'name ASC'])).toEqual(['B1', 'a1', 'c1', 'a2']);
    expect(await versions('', ['name DESC'])).toEqual(['c1', 'a2', 'a1', 'B1']);
    const second = parsed(await lab.registry.search.mlflowVersions({ orderBy: [], maxResults: 2, pageToken: tokenAt(3) }));
    expect(second).toMatchObject({ model_versions: [{ name: 'a', version: '1' }] });
    expect(second).not.toHaveProperty('next_page_token');
  });
});
