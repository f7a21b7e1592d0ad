/** `argoFiles`: a pipeline as a Workflow of Argo: a graph of containers that hand artifacts on. */
import type { Scalar } from '../../contract/base.ts';
import { type ExportFile, yamlFile } from '../files.ts';
import { containerSecurity, mebibytes, podResources, podSecurity, tmpBytes } from '../hardening.ts';
import { type Dialect, sayCondition } from './condition.ts';
import type { PipelineSubject, Task } from './subject.ts';

/** Its parameters are texts, whatever they stand for. */
const dialect: Dialect = {
  literal: (value: Scalar) => (typeof value === 'string' ? JSON.stringify(value) : String(value)),
  param: ({ name, type }) => {
    const text = `workflow.parameters[${JSON.stringify(name)}]`;
    if (type === 'boolean') return `${text} == "true"`;
    return type === 'string' ? text : `asFloat(${text})`;
  },
  and: '&&',
  or: '||',
  not: (text) => `!${text}`,
  truthy: (text, kind) => (kind === 'number' ? `(${text}) != 0` : `(${text}) != ""`),
};

const executor = 'bancada-executor';
const group = 'rbac.authorization.k8s.io';
/** What Argo's own container reports with. */
const executorDocuments = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: executor } },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `${executor}.service-account-token`, annotations: { 'kubernetes.io/service-account.name': executor } },
    type: 'kubernetes.io/service-account-token',
  },
  {
    apiVersion: `${group}/v1`,
    kind: 'Role',
    metadata: { name: executor },
    rules: [{ apiGroups: ['argoproj.io'], resources: ['workflowtaskresults'], verbs: ['create', 'patch'] }],
  },
  {
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata: { name: executor },
    roleRef: { apiGroup: group, kind: 'Role', name: executor },
    subjects: [{ kind: 'ServiceAccount', name: executor }],
  },
];

const inputPlace = (name: string) => `/lab/in/${name}`;
const outputPlace = (name: string) => `/lab/out/${name}`;

export function argoFiles(subject: PipelineSubject, about: string): ExportFile[] {
  const { name, params, tasks, secrets } = subject;
  const workflow = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: `${name}-`, labels: { 'app.kubernetes.io/part-of': 'bancada' } },
    spec: {
      entrypoint: 'pipeline',
      arguments: {
        parameters: params.map((param) => ({
          name: param.name,
          value: String(param.default),
          ...(param.choices && { enum: param.choices.map(String) }),
        })),
      },
      // The learner's program gets no key to the cluster; only Argo's own container beside it does.
      automountServiceAccountToken: false,
      executor: { serviceAccountName: executor },
      securityContext: podSecurity,
      templates: [
        { name: 'pipeline', dag: { tasks: tasks.map((task) => dagTask(task, params)) } },
        ...tasks.map((task) => template(task, `${name}-secrets`)),
      ],
    },
  };
  return [
    yamlFile('workflow.yaml', about, workflow),
    yamlFile('executor.yaml', about, ...executorDocuments),
    ...(secrets.length > 0 ? [secretFile(name, secrets, about)] : []),
  ];
}

/** Empty: values are never exported. */
export function secretFile(name: string, secrets: readonly string[], about: string): ExportFile {
  return yamlFile('secret.yaml', about, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `${name}-secrets` },
    type: 'Opaque',
    stringData: Object.fromEntries(secrets.map((key) => [key, ''])),
  });
}

function dagTask({ name, needs, inputs, when }: Task, params: PipelineSubject['params']) {
  return {
    name,
    template: name,
    // As here: what waits for a step that was skipped is skipped.
    ...(needs.length > 0 && { depends: needs.map((before) => `${before}.Succeeded`).join(' && ') }),
    ...(inputs.length > 0 && {
      arguments: { artifacts: inputs.map((input) => ({ name: input.name, from: `{{tasks.${input.from}.outputs.artifacts.${input.output}}}` })) },
    }),
    ...(when && { when: `{{=${sayCondition(when, params, dialect)}}}` }),
  };
}

function template({ id, name, image, command, limits, inputs, outputs, params, retries, timeoutSeconds, secrets }: Task, secretName: string) {
  const args = [
    ...['--step', id, '--run', '{{workflow.name}}'],
    ...params.flatMap((param) => ['--param', param.name, `{{workflow.parameters.${param.name}}}`]),
    ...inputs.flatMap((input) => ['--in', input.key, inputPlace(input.name)]),
    ...outputs.flatMap((output) => ['--out', output.name, outputPlace(output.name)]),
  ];
  return {
    name,
    ...(inputs.length > 0 && { inputs: { artifacts: inputs.map((input) => ({ name: input.name, path: inputPlace(input.name) })) } }),
    ...(outputs.length > 0 && { outputs: { artifacts: outputs.map((output) => ({ name: output.name, path: outputPlace(output.name) })) } }),
    activeDeadlineSeconds: timeoutSeconds,
    ...(retries.max > 0 && {
      retryStrategy: {
        limit: retries.max,
        retryPolicy: 'OnFailure',
        backoff: { duration: `${retries.delaySeconds}s`, factor: retries.factor, maxDuration: '10m' },
      },
    }),
    volumes: [
      { name: 'tmp', emptyDir: { sizeLimit: mebibytes(limits.diskBytes + tmpBytes) } },
      { name: 'out', emptyDir: { sizeLimit: mebibytes(limits.diskBytes) } },
    ],
    container: {
      image,
      imagePullPolicy: 'IfNotPresent',
      command,
      args,
      ...(secrets.length > 0 && { env: secrets.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: secretName, key } } })) }),
      resources: podResources({ ...limits, diskBytes: 2 * limits.diskBytes }),
      securityContext: containerSecurity(limits),
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'out', mountPath: '/lab/out' },
      ],
    },
  };
}
