/** `describeModel`: the MLmodel file of a model of ours, as MLflow reads it. */
import type { Classifier, ModelAbout } from '../sdk/types.ts';
import { toYaml } from './yaml.ts';

type Described = Pick<Classifier, 'algorithm' | 'target' | 'classes' | 'signature' | 'task'>;

export function describeModel(model: Described, about: Pick<ModelAbout, 'description' | 'metrics'>, bytes: number, hasExample: boolean): string {
  const inputs = model.signature.map(({ name, type, optional }) => ({ type, name, required: !optional }));
  const outputs = [
    { type: 'string', name: 'label', required: true },
    ...(model.task === 'regression' ? [{ type: 'double', name: 'value', required: true }] : []),
    ...model.classes.map((label) => ({ type: 'double', name: `probability_${label}`, required: true })),
  ];
  const description = {
    flavors: {
      bancada: { algorithm: model.algorithm, target: model.target, classes: model.classes, data: 'model.json', loader_module: '@bancada/sdk' },
    },
    model_size_bytes: bytes,
    signature: { inputs: JSON.stringify(inputs), outputs: JSON.stringify(outputs), params: null },
    ...(hasExample && { saved_input_example_info: { artifact_path: 'input_example.json', type: 'json_object' } }),
    metadata: { ...(about.description && { description: about.description }), ...(about.metrics && { metrics: about.metrics }) },
  };
  return toYaml(description);
}
