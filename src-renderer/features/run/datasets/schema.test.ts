import { expect, it } from 'vitest';
import { columnsOf, factsOf } from './schema.ts';

it('reads the columns of a table', () => {
  expect(columnsOf('{"mlflow_colspec":[{"type":"double","name":"x","required":true},{"type":"string","required":false}]}')).toEqual([
    { name: 'x', type: 'double', required: true },
    { name: '1', type: 'string', required: false },
  ]);
});

it('reads the shapes of tensors, written as text or not', () => {
  const spec = '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 4]}}]';
  expect(columnsOf(JSON.stringify({ mlflow_tensorspec: { features: spec, targets: null } }))).toEqual([
    { name: 'features', type: 'float64 (-1, 4)', required: true },
  ]);
});

it('says nothing of what it does not understand', () => {
  expect([columnsOf(''), columnsOf('not json'), columnsOf('[]'), factsOf('')]).toEqual([[], [], [], []]);
});

it('reads profiles and sources as pairs, and plain text as it is', () => {
  expect(factsOf('{"num_rows":150,"tags":{"a":1}}')).toEqual([
    ['num_rows', '150'],
    ['tags', '{"a":1}'],
  ]);
  expect(factsOf('/data/x.csv')).toEqual([['', '/data/x.csv']]);
});
