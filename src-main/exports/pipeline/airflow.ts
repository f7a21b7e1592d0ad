/** `airflowFiles`: a pipeline as a DAG of Airflow 3: a pod for each step, and a volume that they share. */
import type { Scalar } from '../../contract/base.ts';
import type { ParamSpec } from '../../contract/pipelines.ts';
import { type ExportFile, yamlFile } from '../files.ts';
import { containerSecurity, mebibytes, podResources, podSecurity, tmpBytes } from '../hardening.ts';
import { secretFile } from './argo.ts';
import { type Dialect, sayCondition } from './condition.ts';
import type { PipelineSubject, Task } from './subject.ts';

const dialect: Dialect = {
  literal: (value: Scalar) => python(value),
  param: ({ name }) => `params[${python(name)}]`,
  and: 'and',
  or: 'or',
  not: (text) => `not ${text}`,
  truthy: (text) => `bool(${text})`,
};

export function airflowFiles(subject: PipelineSubject, about: string): ExportFile[] {
  const { name, params, tasks, secrets } = subject;
  const variable = new Map(tasks.map((task) => [task.name, task.name.replaceAll('-', '_')]));
  const conditions = tasks.filter(({ when }) => when !== null);
  const code = [
    ...about.split('\n').map((line) => `# ${line}`.trimEnd()),
    'from datetime import datetime, timedelta, timezone',
    '',
    'from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator',
    ...(conditions.length > 0 ? ['from airflow.providers.standard.operators.python import ShortCircuitOperator'] : []),
    'from airflow.sdk import DAG, Param',
    'from kubernetes.client import models as k8s',
    '',
    `CLAIM = ${python(`${name}-data`)}`,
    "DATA = \"/data/{{ run_id | replace(':', '-') | replace('+', '-') }}\"",
    `POD_SECURITY = ${python(podSecurity)}`,
    'VOLUMES = [',
    '    k8s.V1Volume(name="data", persistent_volume_claim=k8s.V1PersistentVolumeClaimVolumeSource(claim_name=CLAIM)),',
    `    k8s.V1Volume(name="tmp", empty_dir=k8s.V1EmptyDirVolumeSource(size_limit=${python(mebibytes(Math.max(...tasks.map(({ limits }) => limits.diskBytes), 0) + tmpBytes))})),`,
    ']',
    'MOUNTS = [k8s.V1VolumeMount(name="data", mount_path="/data"), k8s.V1VolumeMount(name="tmp", mount_path="/tmp")]',
    '',
    '',
    'def step(task_id, *, resources, secrets=(), **options):',
    '    """A step as a pod, shut in as Bancada shuts it in."""',
    '    return KubernetesPodOperator(',
    '        task_id=task_id,',
    `        name=f${python(`${name}-{task_id}`)}[:60],`,
    '        volumes=VOLUMES,',
    '        volume_mounts=MOUNTS,',
    '        security_context=POD_SECURITY,',
    '        container_resources=k8s.V1ResourceRequirements(**resources),',
    `        env_vars=[k8s.V1EnvVar(name=key, value_from=k8s.V1EnvVarSource(secret_key_ref=k8s.V1SecretKeySelector(name=${python(`${name}-secrets`)}, key=key))) for key in secrets],`,
    '        automount_service_account_token=False,',
    '        image_pull_policy="IfNotPresent",',
    '        get_logs=True,',
    '        on_finish_action="delete_pod",',
    '        **options,',
    '    )',
    '',
    '',
    'with DAG(',
    `    dag_id=${python(name)},`,
    `    description=${python(subject.title)},`,
    '    schedule=None,',
    '    start_date=datetime(2025, 1, 1, tzinfo=timezone.utc),',
    '    catchup=False,',
    '    tags=["bancada"],',
    '    params={',
    ...params.map((param) => `        ${python(param.name)}: ${pythonParam(param)},`),
    '    },',
    ') as dag:',
    ...tasks.flatMap((task) => taskLines(task, variable.get(task.name)!)),
    ...conditions.map(
      ({ name: task, when }) =>
        `    ${variable.get(task)}_when = ShortCircuitOperator(task_id=${python(`${task}-when`)}, python_callable=lambda params: ${sayCondition(when!, params, dialect)})`,
    ),
    ...tasks.flatMap(({ name: task, needs, when }) => {
      const first = when === null ? variable.get(task)! : `${variable.get(task)}_when`;
      return [
        ...(needs.length > 0 ? [`    [${needs.map((before) => variable.get(before)).join(', ')}] >> ${first}`] : []),
        ...(when === null ? [] : [`    ${first} >> ${variable.get(task)}`]),
      ];
    }),
    '',
  ].join('\n');
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `${name}-data` },
    // Pods of one run may stand on several machines.
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '10Gi' } } },
  };
  return [
    { path: `dags/${name.replaceAll('-', '_')}.py`, content: code },
    yamlFile('pvc.yaml', about, claim),
    ...(secrets.length > 0 ? [secretFile(name, secrets, about)] : []),
  ];
}

function taskLines(task: Task, variable: string): string[] {
  const { id, name, image, command, limits, inputs, outputs, params, retries, timeoutSeconds, secrets } = task;
  const place = (of: string, output: string) => new Code(`f"{DATA}/${of}/${output}"`);
  const options: Record<string, unknown> = {
    image,
    cmds: command,
    arguments: [
      ...['--step', id, '--run', '{{ run_id }}'],
      ...params.flatMap((param) => ['--param', param.name, `{{ params[${JSON.stringify(param.name)}] }}`]),
      ...inputs.flatMap((input) => ['--in', input.key, place(input.from, input.output)]),
      ...outputs.flatMap((output) => ['--out', output.name, place(name, output.name)]),
    ],
    resources: podResources(limits),
    container_security_context: containerSecurity(limits),
    execution_timeout: new Code(`timedelta(seconds=${timeoutSeconds})`),
    retries: retries.max,
    ...(retries.max > 0 && { retry_delay: new Code(`timedelta(seconds=${retries.delaySeconds})`), retry_exponential_backoff: retries.factor > 1 }),
    ...(secrets.length > 0 && { secrets }),
  };
  return [
    `    ${variable} = step(`,
    `        ${python(name)},`,
    ...Object.entries(options).map(([key, value]) => `        ${key}=${python(value)},`),
    '    )',
  ];
}

function pythonParam({ type, default: value, min, max, choices }: ParamSpec): string {
  const about = { type, ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }), ...(choices && { enum: choices }) };
  const words = Object.entries(about).map(([key, given]) => `, ${key}=${python(given)}`);
  return `Param(${python(value)}${words.join('')})`;
}

/** Text that stands as it is. */
class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A value as a literal of Python. */
function python(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, each]) => `${python(key)}: ${python(each)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}
