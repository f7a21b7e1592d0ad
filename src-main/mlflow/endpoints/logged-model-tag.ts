/** `loggedModelTag`: what MLflow 2 keeps of a logged model in its run's tag, of the JSON of the model's MLmodel file. */
import { MlflowError } from '../errors.ts';

const mandatory = ['artifact_path', 'flavors', 'utc_time_created', 'run_id'];
const kept = ['run_id', 'utc_time_created', 'artifact_path', 'model_uuid'];

export function loggedModelTag(json: string): object {
  const model = parsed(json);
  const missing = mandatory.filter((field) => !Object.hasOwn(model, field));
  if (missing.length > 0) {
    const names = missing.map((field) => `'${field}'`).join(', ');
    throw new MlflowError('INVALID_PARAMETER_VALUE', `Model json is missing mandatory fields: {${names}}`);
  }
  const flavors = isRecord(model.flavors) ? model.flavors : {};
  return {
    ...Object.fromEntries(Object.entries(model).filter(([key]) => kept.includes(key))),
    // A flavor's configuration may be as long as the model: it stays in the MLmodel file.
    flavors: Object.fromEntries(Object.entries(flavors).map(([name, flavor]) => [name, withoutConfig(flavor)])),
  };
}

function parsed(json: string): Record<string, unknown> {
  let model: unknown = null;
  try {
    model = JSON.parse(json);
  } catch {
    // Said below.
  }
  if (!isRecord(model)) throw new MlflowError('INVALID_PARAMETER_VALUE', `Malformed model info. \n ${json.slice(0, 500)} \n is not a valid JSON.`);
  return model;
}

function withoutConfig(flavor: unknown): unknown {
  if (!isRecord(flavor)) return flavor;
  const { config, ...rest } = flavor;
  return rest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
