import { expect, it } from 'vitest';
import { comparedMetrics, comparedTexts, signatureTexts, ticked } from './compared.ts';

it('puts the metrics of all versions beside each other, with what changed since the first', () => {
  expect(comparedMetrics([{ auc: 0.5 }, { auc: 1, f1: 0.25 }, { auc: 0.25 }])).toEqual([
    { key: 'auc', values: [0.5, 1, 0.25], differences: [null, 0.5, -0.25], shares: [0.5, 1, 0.25] },
    { key: 'f1', values: [null, 0.25, null], differences: [null, null, null], shares: [0, 1, 0] },
  ]);
});

it('shows what differs first, a missing value among it', () => {
  expect(comparedTexts([{ seed: '7', depth: '2' }, { seed: '7' }, null])).toEqual([
    { key: 'seed', values: ['7', '7', null], differs: true },
    { key: 'depth', values: ['2', null, null], differs: true },
  ]);
  expect(
    comparedTexts([
      { seed: '7', depth: '2' },
      { seed: '7', depth: '3' },
    ]).map(({ key, differs }) => [key, differs]),
  ).toEqual([
    ['depth', true],
    ['seed', false],
  ]);
});

it('tells an optional field of a signature', () => {
  expect(
    signatureTexts([
      { name: 'x', type: 'double' },
      { name: 'y', type: 'string', optional: true },
    ]),
  ).toEqual({ x: 'double', y: 'string?' });
});

it('compares up to four versions', () => {
  expect(ticked(['1', '2', '3', '4'], '5')).toEqual(['2', '3', '4', '5']);
  expect(ticked(['1', '2'], '1')).toEqual(['2']);
});
