import { expect, it } from 'vitest';
import type { FoundRun } from '../found.ts';
import { comparedRows, distance } from './difference.ts';

const run = (params: Record<string, string>, metrics: FoundRun['metrics'], tags: Record<string, string> = {}): FoundRun => ({
  ...{ runId: '', parentRunId: null, experimentId: '1', name: '', status: 'FINISHED', startTime: 0, endTime: 1 },
  ...{ params, metrics, tags, childCount: 0, userId: '', lifecycle: 'active' },
});

it('tells where runs differ, what is missing in one among it', () => {
  const rows = comparedRows([
    run({ seed: '7', rate: '0.1' }, { auc: 1 }, { 'mlflow.user': 'a' }),
    run({ seed: '7', rate: '0.2', extra: 'x' }, { auc: 'NaN' }, { team: 'b' }),
  ]);
  expect(rows.map(({ kind, key, differs }) => `${kind} ${key} ${differs}`)).toEqual([
    'param extra true',
    'param rate true',
    'param seed false',
    'metric auc true',
    'tag team true',
  ]);
  expect(rows.find(({ key }) => key === 'extra')?.values).toEqual([null, 'x']);
});

it('does not call two NaN different', () => {
  expect(comparedRows([run({}, { loss: 'NaN' }), run({}, { loss: 'NaN' })])[0]?.differs).toBe(false);
});

it('measures numbers from a base, and nothing else', () => {
  expect(distance(3, 1)).toBe(2);
  expect(distance('3', 1)).toBeNull();
  expect(distance(Number.NaN, 1)).toBeNull();
});
