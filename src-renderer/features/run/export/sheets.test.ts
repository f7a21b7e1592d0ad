import { expect, it } from 'vitest';
import { runSheets } from './sheets.ts';

const words = { metrics: 'M', history: 'H', params: 'P', tags: 'T', key: 'k', value: 'v', step: 's', instant: 'i' };

it('makes tables of a run, numbers as numbers and the rest as text', () => {
  const run = { metrics: { auc: 0.5, loss: 'NaN' as const }, params: { depth: '3', id: '00012345678901234567', alg: 'mlp' }, tags: { a: 'b' } };
  const sheets = runSheets(run, [{ key: 'auc', points: [{ step: 1, timestamp: 0, value: 0.5 }] }], words);
  expect(sheets.metrics).toEqual({
    name: 'M',
    columns: ['k', 'v'],
    rows: [
      ['auc', 0.5],
      ['loss', Number.NaN],
    ],
  });
  expect(sheets.history.rows).toEqual([['auc', 1, '1970-01-01T00:00:00.000Z', 0.5]]);
  expect(sheets.params.rows).toEqual([
    ['depth', 3],
    ['id', '00012345678901234567'],
    ['alg', 'mlp'],
  ]);
});
