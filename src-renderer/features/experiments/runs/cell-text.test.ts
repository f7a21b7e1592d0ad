import { expect, it } from 'vitest';
import type { FoundRun } from '../found.ts';
import { cellText, cellValue } from './cell-text.ts';

const run: FoundRun = {
  ...{ runId: 'r1', parentRunId: null, experimentId: '1', name: 'mlp', status: 'FINISHED', startTime: 0, endTime: 90_000 },
  ...{
    params: { rate: '1e-3', code: '007' },
    metrics: { auc: 0.97312, loss: 'NaN' },
    tags: { time: 'ml' },
    childCount: 0,
    userId: 'ana',
    lifecycle: 'active',
  },
};
const name = () => 'Pinguins';
const say = (id: string) => cellText(id, run, name, 'pt-BR');
const worth = (id: string) => cellValue(id, run, name);

it('says numbers in the language of the person and leaves params as they were logged', () => {
  expect(say('metrics.auc')).toBe('0,9731');
  expect(say('params.rate')).toBe('1e-3');
  expect(say('duration')).toBe('1 min 30 s');
  expect(say('experiment')).toBe('Pinguins');
  expect(say('metrics.none')).toBe('—');
});

it('gives a spreadsheet numbers and instants that it understands, and keeps leading zeros', () => {
  expect(worth('params.rate')).toBe(0.001);
  expect(worth('params.code')).toBe('007');
  expect(worth('duration')).toBe(90);
  expect(worth('start_time')).toBe('1970-01-01T00:00:00.000Z');
  expect(worth('metrics.loss')).toBeNaN();
});
