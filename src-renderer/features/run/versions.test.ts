import { expect, it } from 'vitest';
import { registeredIn } from './versions.ts';

it('reads the versions that a run registered', () => {
  expect(registeredIn({ 'mlflow.modelVersions': '[{"name":"voos","version":"2"},{"name":3}]' })).toEqual([{ name: 'voos', version: '2' }]);
});

it('finds none where the tag is missing or is something else', () => {
  expect(registeredIn({})).toEqual([]);
  expect(registeredIn({ 'mlflow.modelVersions': '{' })).toEqual([]);
});
