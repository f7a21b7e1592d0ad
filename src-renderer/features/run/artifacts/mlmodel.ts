/** `readMlModel`: what an MLmodel file says, as far as a person wants to know it. Pure. */
import { parse } from 'yaml';

export interface ModelField {
  name: string;
  type: string;
  required: boolean;
}

export interface MlModel {
  flavors: { name: string; version: string; details: [name: string, value: string][] }[];
  signature: { inputs: ModelField[]; outputs: ModelField[]; params: ModelField[] } | null;
  mlflowVersion: string;
  created: string;
  modelId: string;
  bytes: number | null;
  /** File of an example of the input, inside the model's folder. */
  example: string | null;
}

type Record_ = Record<string, unknown>;
const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Null for a file that is no MLmodel. Aliases are not followed: a few lines of YAML could else stand for gigabytes. */
export function readMlModel(yaml: string): MlModel | null {
  let file: unknown;
  try {
    file = parse(yaml, { maxAliasCount: 0 });
  } catch {
    return null;
  }
  if (!isRecord(file) || !isRecord(file.flavors)) return null;
  const example = isRecord(file.saved_input_example_info) ? text(file.saved_input_example_info.artifact_path) : '';
  return {
    flavors: Object.entries(file.flavors).map(([name, value]) => flavor(name, isRecord(value) ? value : {})),
    signature: isRecord(file.signature) ? signature(file.signature) : null,
    mlflowVersion: text(file.mlflow_version),
    created: text(file.utc_time_created),
    modelId: text(file.model_id),
    bytes: typeof file.model_size_bytes === 'number' ? file.model_size_bytes : null,
    example: example || null,
  };
}

function flavor(name: string, about: Record_): MlModel['flavors'][number] {
  const version = Object.entries(about).find(([key]) => key !== 'python_version' && key.endsWith('_version'));
  const details = Object.entries(about).flatMap(([key, value]): [string, string][] => {
    const said = typeof value === 'boolean' ? String(value) : text(value);
    return said === '' || key === version?.[0] ? [] : [[key, said]];
  });
  return { name, version: text(version?.[1]), details };
}

function signature(about: Record_): MlModel['signature'] {
  return { inputs: fields(about.inputs), outputs: fields(about.outputs), params: fields(about.params) };
}

/** A schema is JSON inside the YAML. */
function fields(schema: unknown): ModelField[] {
  if (typeof schema !== 'string') return [];
  try {
    const found: unknown = JSON.parse(schema);
    return Array.isArray(found) ? found.filter(isRecord).map(field) : [];
  } catch {
    return [];
  }
}

function field(about: Record_, index: number): ModelField {
  const fallback = 'default' in about ? ` = ${JSON.stringify(about.default)}` : '';
  return { name: text(about.name) || String(index), type: typeOf(about) + fallback, required: about.required !== false };
}

/** `double`, `float64 (-1, 4)`, `array<string>`, `{ x: long }`. */
function typeOf(about: Record_): string {
  const tensor = about['tensor-spec'];
  if (isRecord(tensor)) return `${text(tensor.dtype)} (${Array.isArray(tensor.shape) ? tensor.shape.join(', ') : ''})`;
  if (about.type === 'array') return `array<${isRecord(about.items) ? typeOf(about.items) : '?'}>`;
  if (about.type === 'object' && isRecord(about.properties)) {
    const inner = Object.entries(about.properties).map(([name, value]) => `${name}: ${isRecord(value) ? typeOf(value) : '?'}`);
    return `{ ${inner.join(', ')} }`;
  }
  return text(about.type) || '?';
}

/** Flavors that `mlflow.<flavor>.load_model` gives back as the library's own object. */
const native = new Set([
  'sklearn',
  'xgboost',
  'lightgbm',
  'catboost',
  'pytorch',
  'tensorflow',
  'keras',
  'onnx',
  'statsmodels',
  'prophet',
  'spacy',
  'transformers',
]);

/** Lines of Python that bring the model back, by what they give. */
export function loadingCode(model: MlModel, uri: string): { name: string; code: string }[] {
  const pyfunc = { name: 'pyfunc', code: `import mlflow\n\nmodel = mlflow.pyfunc.load_model("${uri}")\nmodel.predict(data)` };
  const own = model.flavors
    .filter(({ name }) => native.has(name))
    .map(({ name }) => ({ name, code: `import mlflow.${name}\n\nmodel = mlflow.${name}.load_model("${uri}")` }));
  return model.flavors.some(({ name }) => name === 'python_function') ? [pyfunc, ...own] : own;
}
