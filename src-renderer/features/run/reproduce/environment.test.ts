import { expect, it } from 'vitest';
import { environmentOf, foldersOf } from './environment.ts';

const file = (path: string) => ({ path, isDir: false, bytes: 1 });
const runId = 'r';

it('reads the environment of the first model, in the order in which it is used', () => {
  const plots = { runId, entries: [file('plots/requirements.txt')] };
  const model = { runId, modelId: 'm', entries: [file('MLmodel'), file('conda.yaml'), file('requirements.txt')] };
  expect(environmentOf([plots, model])).toEqual([
    { runId, modelId: 'm', path: 'requirements.txt' },
    { runId, modelId: 'm', path: 'conda.yaml' },
  ]);
});

it('takes lists that lie elsewhere when there is no model', () => {
  expect(
    environmentOf([
      { runId, entries: [] },
      { runId, entries: [file('env/requirements.txt')] },
    ]),
  ).toEqual([{ runId, path: 'env/requirements.txt' }]);
  expect(environmentOf([])).toEqual([]);
});

it('looks into the first folders only', () => {
  expect(foldersOf([file('a'), ...['b', 'c', 'd'].map((path) => ({ path, isDir: true, bytes: null }))], 2)).toEqual(['b', 'c']);
});
