import { expect, it } from 'vitest';
import { both, readClauses, writeClauses } from './clauses.ts';
import { operatorsOf, readField, writeField } from './field.ts';

it('reads what MLflow reads and writes it again in its plainest form', () => {
  const text =
    'metric.auc >= 0.9 and params.`taxa de acerto` like \'%x%\' AND attributes.status = "FINISHED" AND run_id NOT  IN (\'a\', "b") AND tags.k is null';
  expect(writeClauses(readClauses(text) ?? [])).toBe(
    "metrics.auc >= 0.9 AND params.`taxa de acerto` LIKE '%x%' AND status = 'FINISHED' AND run_id NOT IN ('a', 'b') AND tags.k IS NULL",
  );
});

it('says that a text is no whole filter, so that the form leaves it alone', () => {
  for (const text of ['metrics.auc', 'metrics.auc >', "status = 'FINISHED", "status = 'A' OR status = 'B'", 'metrics.auc > 1 AND', 'docker'])
    expect(readClauses(text), text).toBeNull();
  expect(readClauses('  ')).toEqual([]);
});

it('takes a decimal comma where a number is wanted and picks the quotes that a text leaves free', () => {
  expect(writeClauses([{ field: { kind: 'metric', key: 'train/loss' }, operator: '<', values: ['0,5'] }])).toBe('metrics.`train/loss` < 0.5');
  expect(writeClauses([{ field: { kind: 'tag', key: 'mlflow.user' }, operator: '=', values: ["d'Ávila"] }])).toBe('tags.mlflow.user = "d\'Ávila"');
});

it('knows fields by all their names', () => {
  expect(readField('parameters.x')).toEqual({ kind: 'param', key: 'x' });
  expect(readField('run_name')).toEqual({ kind: 'attribute', key: 'run_name' });
  expect(readField('tags.mlflow.source.name')).toEqual({ kind: 'tag', key: 'mlflow.source.name' });
  expect(readField('nothing.x')).toBeNull();
  expect(writeField({ kind: 'param', key: 'learning rate' })).toBe('params.`learning rate`');
  expect(operatorsOf({ kind: 'attribute', key: 'start_time' })[0]).toBe('>');
});

it('joins filters, empty ones aside', () => {
  expect(both('', " status = 'FAILED' ", 'metrics.x > 1')).toBe("status = 'FAILED' AND metrics.x > 1");
});
