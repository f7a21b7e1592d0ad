/** `shellLines`, `pythonLines`: what a person types to point an MLflow client at the lab. */
import type { TrackingServer } from '#contract';

export const shells = ['bash', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** The folder of the lens goes before those that PYTHONPATH names already. */
export function shellLines({ url, token, pythonPath }: TrackingServer, shell: Shell): string {
  const variables: [string, string][] = [
    ['MLFLOW_TRACKING_URI', url ?? ''],
    ...(token === null ? [] : [['MLFLOW_TRACKING_TOKEN', token] as [string, string]]),
  ];
  const { set, path } = syntax[shell];
  return [...variables.map(([name, value]) => set(name, value)), path(pythonPath)].join('\n');
}

const syntax: Record<Shell, { set(name: string, value: string): string; path(folder: string): string }> = {
  bash: {
    set: (name, value) => `export ${name}=${quoted(value)}`,
    path: (folder) => `export PYTHONPATH=${quoted(folder)}"\${PYTHONPATH:+:$PYTHONPATH}"`,
  },
  fish: {
    set: (name, value) => `set -gx ${name} ${inFish(value)}`,
    path: (folder) => `set -gx --path PYTHONPATH ${inFish(folder)} $PYTHONPATH`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = ${inPowerShell(value)}`,
    path: (folder) => `$env:PYTHONPATH = (@(${inPowerShell(folder)}, $env:PYTHONPATH) -ne $null) -join [IO.Path]::PathSeparator`,
  },
};

/** Runs as it is pasted. */
export function pythonLines(experiment: string): string {
  return [
    'import mlflow',
    `mlflow.set_experiment(${JSON.stringify(experiment)})`,
    'mlflow.autolog()',
    'with mlflow.start_run():',
    '    mlflow.log_param("taxa", 0.1)',
    '    mlflow.log_metric("perda", 0.5, step=1)',
  ].join('\n');
}

function isPlain(value: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(value);
}

function quoted(value: string): string {
  return isPlain(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Inside '…', fish knows \\ and \'. */
function inFish(value: string): string {
  return isPlain(value) ? value : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function inPowerShell(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
