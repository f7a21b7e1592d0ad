/** `shellLines`, `pythonLines`: what a person types to point an MLflow client at the lab. */
import type { TrackingServer } from '#contract';

export function shellLines({ url, token, pythonPath }: TrackingServer): string {
  return [
    `export MLFLOW_TRACKING_URI=${url ?? ''}`,
    ...(token === null ? [] : [`export MLFLOW_TRACKING_TOKEN=${token}`]),
    `export PYTHONPATH=${quoted(pythonPath)}"\${PYTHONPATH:+:$PYTHONPATH}"`,
  ].join('\n');
}

export function pythonLines(experiment: string): string {
  return ['import mlflow', `mlflow.set_experiment(${JSON.stringify(experiment)})`, 'mlflow.autolog()', 'with mlflow.start_run():', '    …'].join(
    '\n',
  );
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
