import { expect, it } from 'vitest';
import { completed, completions, placeAt } from './complete.ts';

const known = { metrics: ['auc', 'train/loss'], params: ['algoritmo'], tags: ['time'] };
/** The cursor is at the bar. */
const at = (marked: string) => placeAt(marked.replace('|', ''), marked.indexOf('|'));
const offered = (marked: string, values: string[] = []) => completions(at(marked), known, values);

it('knows what stands at the cursor', () => {
  const expecting = (marked: string) => at(marked).expecting;
  expect(expecting('|')).toBe('field');
  expect(expecting('metrics.a|')).toBe('field');
  expect(expecting('metrics.auc |')).toBe('operator');
  expect(expecting('metrics.auc >|')).toBe('operator');
  expect(expecting('metrics.auc > |')).toBe('value');
  expect(expecting('metrics.auc>0|')).toBe('value');
  expect(expecting("params.`taxa de acerto` = 'a b|")).toBe('value');
  expect(expecting('metrics.auc > 0.5 |')).toBe('and');
  expect(expecting('metrics.auc > 0.5 AND |')).toBe('field');
  expect(expecting('tags.time IS NOT |')).toBe('operator');
  expect(expecting('tags.time IS NULL |')).toBe('and');
});

it('offers fields by any part of their name, those that begin so first, written as the grammar wants them', () => {
  expect(offered('loss|')).toEqual(['metrics.`train/loss`']);
  expect(offered('ti|')).toEqual(['tags.time', 'start_time', 'end_time', 'artifact_uri']);
});

it('offers the operators of the field and values that were seen', () => {
  expect(offered('metrics.auc |')).toEqual(['>', '>=', '<', '<=', '=', '!=']);
  expect(offered('params.algoritmo li|')).toEqual(['LIKE', 'ILIKE']);
  expect(offered('params.algoritmo = m|', ['mlp', 'floresta'])).toEqual(["'mlp'"]);
  expect(offered("params.algoritmo = 'flo|", ['mlp', 'floresta'])).toEqual(["'floresta'"]);
});

it('puts a completion in place of what was typed', () => {
  const text = 'metrics.a > 1';
  expect(completed(text, placeAt(text, 9), 'metrics.auc')).toEqual({ text: 'metrics.auc > 1', cursor: 12 });
});
