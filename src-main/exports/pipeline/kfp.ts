/** `kfpFiles`: a pipeline as Kubeflow Pipelines' intermediate representation (v2), as its own compiler would write it, with its settings for Kubernetes. */
import type { Scalar } from '../../contract/base.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';
import { type ExportFile, yamlFile } from '../files.ts';
import { mebibytes, millicores, nobody } from '../hardening.ts';
import { type Dialect, sayCondition } from './condition.ts';
import type { PipelineSubject, Task } from './subject.ts';

const types = { integer: 'NUMBER_INTEGER', number: 'NUMBER_DOUBLE', string: 'STRING', boolean: 'BOOLEAN' } as const;
const artifact = { artifactType: { schemaTitle: 'system.Artifact', schemaVersion: '0.0.1' } };
/** Names of inputs are letters, digits and underlines there. */
export const paramName = (name: string) => name.replaceAll('-', '_').toLowerCase();

const dialect: Dialect = {
  literal: (value: Scalar) => (typeof value === 'string' ? `'${value.replaceAll(/[\\']/g, '\\$&')}'` : String(value)),
  param: ({ name }) => `inputs.parameter_values['${paramName(name)}']`,
  and: '&&',
  or: '||',
  not: (text) => `!${text}`,
  truthy: (text, kind) => (kind === 'number' ? `(${text}) != 0` : `(${text}) != ''`),
};

export function kfpFiles(subject: PipelineSubject, about: string): ExportFile[] {
  const { name, tasks, secrets } = subject;
  const onKubernetes = Object.fromEntries(tasks.map((task) => [`exec-${task.name}`, platform(task, secrets.length > 0 ? `${name}-secrets` : null)]));
  return [yamlFile('pipeline.yaml', about, kfpPipeline(subject), { platforms: { kubernetes: { deploymentSpec: { executors: onKubernetes } } } })];
}

export function kfpPipeline({ name, title, params, tasks }: PipelineSubject) {
  const components = Object.fromEntries(tasks.map((task) => [`comp-${task.name}`, component(task)]));
  const executors = Object.fromEntries(tasks.map((task) => [`exec-${task.name}`, executor(task)]));
  return {
    components,
    deploymentSpec: { executors },
    pipelineInfo: { name, description: title },
    root: {
      dag: { tasks: Object.fromEntries(tasks.map((task) => [task.name, dagTask(task, params)])) },
      ...(params.length > 0 && {
        inputDefinitions: { parameters: Object.fromEntries(params.map((param) => [paramName(param.name), rootParam(param)])) },
      }),
    },
    schemaVersion: '2.1.0',
    sdkVersion: 'kfp-2.17.0',
  };
}

function rootParam(param: ParamSpec) {
  return { defaultValue: param.default, isOptional: true, parameterType: types[param.type] };
}

function component({ name, inputs, outputs, params }: Task) {
  return {
    executorLabel: `exec-${name}`,
    ...((inputs.length > 0 || params.length > 0) && {
      inputDefinitions: {
        ...(inputs.length > 0 && { artifacts: Object.fromEntries(inputs.map((input) => [input.name, artifact])) }),
        ...(params.length > 0 && {
          parameters: Object.fromEntries(params.map((param) => [paramName(param.name), { parameterType: types[param.type] }])),
        }),
      },
    }),
    ...(outputs.length > 0 && { outputDefinitions: { artifacts: Object.fromEntries(outputs.map((output) => [output.name, artifact])) } }),
  };
}

function executor({ id, image, command, limits, inputs, outputs, params }: Task) {
  const args = [
    ...['--step', id, '--run', '{{$.pipeline_job_name}}', ...(outputs.length > 0 ? ['--kfp', '{{$}}'] : [])],
    ...params.flatMap(({ name }) => ['--param', name, `{{$.inputs.parameters['${paramName(name)}']}}`]),
    ...inputs.flatMap(({ key, name }) => ['--in', key, `{{$.inputs.artifacts['${name}'].path}}`]),
    ...outputs.flatMap(({ name }) => ['--out', name, `{{$.outputs.artifacts['${name}'].path}}`]),
  ];
  const resources = {
    ...{ cpuLimit: limits.cpus, memoryLimit: limits.memoryBytes / 1e9, resourceCpuLimit: millicores(limits.cpus) },
    resourceMemoryLimit: mebibytes(limits.memoryBytes),
  };
  return { container: { image, command, args, resources } };
}

function dagTask({ id, name, needs, inputs, params, retries, when }: Task, declared: readonly ParamSpec[]) {
  return {
    taskInfo: { name: id },
    componentRef: { name: `comp-${name}` },
    cachingOptions: { enableCache: true },
    ...(needs.length > 0 && { dependentTasks: needs }),
    inputs: {
      ...(inputs.length > 0 && {
        artifacts: Object.fromEntries(
          inputs.map((input) => [input.name, { taskOutputArtifact: { outputArtifactKey: input.output, producerTask: input.from } }]),
        ),
      }),
      parameters: Object.fromEntries(params.map((param) => [paramName(param.name), { componentInputParameter: paramName(param.name) }])),
    },
    ...(retries.max > 0 && {
      retryPolicy: {
        backoffDuration: `${retries.delaySeconds}s`,
        backoffFactor: retries.factor,
        backoffMaxDuration: '600s',
        maxRetryCount: retries.max,
      },
    }),
    ...(when && { triggerPolicy: { condition: sayCondition(when, declared, dialect) } }),
  };
}

function platform({ timeoutSeconds, secrets }: Task, secretName: string | null) {
  return {
    activeDeadlineSeconds: String(timeoutSeconds),
    securityContext: { runAsGroup: String(nobody), runAsNonRoot: true, runAsUser: String(nobody) },
    ...(secretName &&
      secrets.length > 0 && {
        secretAsEnv: [
          {
            keyToEnv: secrets.map((key) => ({ envVar: key, secretKey: key })),
            optional: false,
            secretName,
            secretNameParameter: { runtimeValue: { constant: secretName } },
          },
        ],
      }),
  };
}
