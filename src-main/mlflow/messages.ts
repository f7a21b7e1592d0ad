/** `inMlflowsWords`: errors of the lab as MLflow says them, where its clients or its users look at the words. */
import type { ErrorCode, ErrorData } from '../contract/index.ts';
import type { MlflowErrorCode } from './errors.ts';

type Said = readonly [MlflowErrorCode, string];

/** Null when MLflow has no words of its own: ours do. */
export function inMlflowsWords(code: ErrorCode, data: ErrorData): Said | null {
  return words[code]?.(data) ?? null;
}

const words: { [C in ErrorCode]?: (data: ErrorData) => Said } = {
  ALIAS_NOT_FOUND: ({ alias }) => ['INVALID_PARAMETER_VALUE', `Registered model alias ${alias} not found.`],
  EXPERIMENT_DELETED: ({ experiment }) => [
    'INVALID_PARAMETER_VALUE',
    `The experiment ${experiment} must be in the 'active' state. Current state is deleted.`,
  ],
  EXPERIMENT_EXISTS: ({ name, lifecycle }) => [
    'RESOURCE_ALREADY_EXISTS',
    lifecycle === 'deleted'
      ? `Experiment(name=${name}) already exists in deleted state. You can restore the experiment, or permanently delete the experiment to create a new one.`
      : `Experiment(name=${name}) already exists.`,
  ],
  EXPERIMENT_NAME_INVALID: ({ name }) => ['INVALID_PARAMETER_VALUE', `Invalid experiment name: '${name}'`],
  EXPERIMENT_NOT_FOUND: ({ experiment }) =>
    /^-?\d+$/.test(String(experiment))
      ? ['RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${experiment} exists`]
      : ['INVALID_PARAMETER_VALUE', `Invalid experiment ID '${experiment}'. Experiment ID must be a valid integer.`],
  MODEL_EXISTS: ({ name }) => ['RESOURCE_ALREADY_EXISTS', `Registered Model (name=${name}) already exists.`],
  MODEL_NOT_FOUND: ({ name }) => ['RESOURCE_DOES_NOT_EXIST', `Registered Model with name=${name} not found`],
  REGISTRY_INPUT_INVALID: ({ detail }) => ['INVALID_PARAMETER_VALUE', String(detail)],
  RUN_DELETED: ({ run }) => ['INVALID_PARAMETER_VALUE', `The run ${run} must be in the 'active' state. Current state is deleted.`],
  RUN_NAME_CONFLICT: ({ name, tag }) => [
    'INVALID_PARAMETER_VALUE',
    `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${name}', mlflow.runName='${tag}').`,
  ],
  RUN_NOT_FOUND: ({ run }) => ['RESOURCE_DOES_NOT_EXIST', `Run with id=${run} not found`],
  TAG_NOT_FOUND: ({ key, of, id }) => [
    'RESOURCE_DOES_NOT_EXIST',
    of === 'model' ? `No tag with key '${key}' found for model with ID '${id}'.` : `No tag with name: ${key} in ${of} with id ${id}`,
  ],
  TRACKING_KEY_INVALID: ({ field, key, why, normal }) => [
    'INVALID_PARAMETER_VALUE',
    why === 'empty'
      ? `Missing value for required parameter '${field}'.`
      : `Invalid value ${JSON.stringify(key)} for parameter '${field}' supplied: ${why === 'path' ? asPath(normal) : characters}`,
  ],
  TRACKING_PARAM_CHANGED: ({ run, key, held, given, all }) => {
    const changed = JSON.parse(String(all)) as Record<string, string>[];
    return [
      'INVALID_PARAMETER_VALUE',
      changed.length === 1
        ? `Changing param values is not allowed. Param with key='${key}' was already logged with value='${held}' for run ID='${run}'. Attempted logging new value '${given}'.`
        : `Changing param values is not allowed. Params were already logged='${python(changed)}' for run ID='${run}'.`,
    ];
  },
  TRACKING_PARAM_TWICE: ({ keys }) => [
    'INVALID_PARAMETER_VALUE',
    `Duplicate parameter keys have been submitted: ${python(JSON.parse(String(keys)))}. Please ensure the request contains only one param value per param key.`,
  ],
  TRACKING_TOO_LONG: ({ field, limit }) => ['INVALID_PARAMETER_VALUE', `'${field}' exceeds the maximum length of ${limit} characters`],
  VERSION_NOT_FOUND: ({ name, version }) => ['RESOURCE_DOES_NOT_EXIST', `Model Version (name=${name}, version=${version}) not found`],
};

const characters = 'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).';

function asPath(normal: unknown): string {
  return `Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to ${python(normal)}`;
}

/** Lists, objects and strings as Python prints them. */
function python(value: unknown): string {
  if (typeof value === 'string')
    return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, entry]) => `${python(key)}: ${python(entry)}`)
      .join(', ')}}`;
  return String(value);
}
