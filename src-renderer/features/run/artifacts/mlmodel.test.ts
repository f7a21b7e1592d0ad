import { expect, it } from 'vitest';
import { loadingCode, readMlModel } from './mlmodel.ts';

const file = `artifact_path: model
flavors:
  python_function:
    env:
      conda: conda.yaml
      virtualenv: python_env.yaml
    loader_module: mlflow.sklearn
    model_path: model.pkl
    python_version: 3.11.7
  sklearn:
    pickled_model: model.pkl
    serialization_format: cloudpickle
    sklearn_version: 1.5.2
mlflow_version: 2.22.0
model_size_bytes: 1234
saved_input_example_info:
  artifact_path: input_example.json
signature:
  inputs: '[{"type": "double", "name": "x", "required": true}, {"type": "array", "items": {"type": "string"}, "name": "tags", "required": false}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1, 4]}}]'
  params: '[{"name": "limiar", "type": "double", "default": 0.5, "shape": null}]'
utc_time_created: '2026-11-21 13:00:00.000000'
`;

it('reads flavors, signature and where an example lies', () => {
  const model = readMlModel(file);
  expect(model?.flavors.map(({ name, version }) => [name, version])).toEqual([
    ['python_function', ''],
    ['sklearn', '1.5.2'],
  ]);
  expect(model?.flavors[0]?.details).toContainEqual(['python_version', '3.11.7']);
  expect(model?.signature).toEqual({
    inputs: [
      { name: 'x', type: 'double', required: true },
      { name: 'tags', type: 'array<string>', required: false },
    ],
    outputs: [{ name: '0', type: 'int64 (-1, 4)', required: true }],
    params: [{ name: 'limiar', type: 'double = 0.5', required: true }],
  });
  expect(model).toMatchObject({ bytes: 1234, example: 'input_example.json', mlflowVersion: '2.22.0' });
});

it('says how to load it, as pyfunc and as its library', () => {
  const model = readMlModel(file);
  expect(model && loadingCode(model, 'runs:/abc/model').map(({ name }) => name)).toEqual(['pyfunc', 'sklearn']);
});

it('takes no other file for a model, and follows no aliases', () => {
  for (const other of ['a: 1', '- x', 'flavors: [', '']) expect(readMlModel(other)).toBeNull();
  expect(readMlModel('a: &a [x]\nflavors:\n  x: *a\n')).toBeNull();
});
