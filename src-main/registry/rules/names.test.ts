import { describe, expect, it } from 'vitest';
import { checkModelName, checkNewAlias, checkTag, stageOf } from './names.ts';

const refused = (detail: string) =>
  expect.objectContaining({ code: 'REGISTRY_INPUT_INVALID', data: expect.objectContaining({ detail: expect.stringContaining(detail) }) });

describe('names of models', () => {
  it.each(['a', 'Preço médio', 'a.b-c_d', '50%', 'a@b', 'a%2fb', '😀', '.a', 'a..b', ' a', 'x'.repeat(256)])('takes %j', (name) => {
    expect(() => checkModelName(name)).not.toThrow();
  });
  it.each([
    ['', "Missing value for required parameter 'name'."],
    ['  ', "Missing value for required parameter 'name'."],
    ['a/b', "Names cannot contain '/' or ':'."],
    ['a:1', "Names cannot contain '/' or ':'."],
    ['.', 'would resolve to'],
    ['..', 'would resolve to'],
    ['..a', 'would resolve to'],
    ['a\0b', 'it is not a text'],
    ['a\ud800', 'it is not a text'],
    ['x'.repeat(257), 'exceeds the maximum length of 256'],
  ])('refuses %j', (name, detail) => {
    expect(() => checkModelName(name)).toThrow(refused(detail));
  });
});

describe('aliases', () => {
  it.each(['champion', 'v1a', 'a_b-c', 'produção', 'V', '1'])('takes %j', (alias) => {
    expect(() => checkNewAlias(alias)).not.toThrow();
  });
  it.each([
    ['', 'cannot be empty'],
    ['latest', 'reserved'],
    ['LATEST', 'reserved'],
    ['v1', "Version alias name 'v1' is reserved."],
    ['V10', 'reserved'],
    ['a b', 'Invalid alias name'],
    ['a.b', 'Invalid alias name'],
    ['a@b', 'Invalid alias name'],
    ['x'.repeat(256), 'exceeds the maximum length of 255'],
  ])('refuses %j', (alias, detail) => {
    expect(() => checkNewAlias(alias)).toThrow(refused(detail));
  });
});

it('takes tags as MLflow does', () => {
  for (const key of ['a', 'a.b/c d-e:f', 'mlflow.prompt.is_prompt']) expect(() => checkTag(key, '')).not.toThrow();
  expect(() => checkTag('a', 'v'.repeat(100_000))).not.toThrow();
  expect(() => checkTag('a', 'v'.repeat(100_001))).toThrow(refused('exceeds the maximum length of 100000'));
  expect(() => checkTag('k'.repeat(251), '')).toThrow(refused('exceeds the maximum length of 250'));
  for (const key of ['', '/a', 'a//b', '../a', 'a$', 'a\n']) expect(() => checkTag(key, ''), key).toThrow(refused(''));
});

it('knows a stage however its letters are written', () => {
  expect(['none', 'STAGING', 'Production', 'archived'].map(stageOf)).toEqual(['None', 'Staging', 'Production', 'Archived']);
  expect(() => stageOf('Deleted_Internal')).toThrow(
    refused('Invalid Model Version stage: Deleted_Internal. Value must be one of None, Staging, Production, Archived.'),
  );
});
