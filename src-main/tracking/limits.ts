/** MLflow's limits on names and values. Each check says by `field` what it looked at, as `params[3].key`. */
import { posix } from 'node:path';
import { BancadaError } from '../contract/errors.ts';

export const keyLimit = 250;
export const paramLimit = 6000;
export const tagLimit = 8000;
export const experimentNameLimit = 500;
export const experimentTagLimit = 20_000;
const artifactLocationLimit = 2048;

/** Letters, digits and `/ _ . - :` or spaces, and a path that is its own normal form. Keys come again and again: those known to be right are remembered. */
export function checkKey(key: string, field = 'key'): void {
  if (known.has(key)) return;
  if (key === '') throw invalid(field, key, 'empty');
  if (!/^[/\p{L}\p{M}\p{N}_.\- :]+$/u.test(key)) throw invalid(field, key, 'characters');
  const normal = posix.normalize(key);
  if (normal !== key || key === '.' || key.startsWith('..') || key.startsWith('/') || key.endsWith('/')) throw invalid(field, key, 'path', normal);
  checkLength(key, keyLimit, field);
  if (known.size >= 10_000) known.clear();
  known.add(key);
}

/** SQLite would refuse them too, but then with all that others write in the same commit. TRACKING_POINT_INVALID. */
export function checkPoint({ key, step, timestamp }: { key: string; step: number; timestamp: number }, field: string): void {
  checkKey(key, field);
  if (!isInt64(step)) throw new BancadaError('TRACKING_POINT_INVALID', { key, field: 'step', value: step });
  if (!isInt64(timestamp)) throw new BancadaError('TRACKING_POINT_INVALID', { key, field: 'timestamp', value: timestamp });
}

function isInt64(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63;
}

const known = new Set<string>();

function invalid(field: string, key: string, why: 'empty' | 'characters' | 'path', normal?: string): BancadaError {
  return new BancadaError('TRACKING_KEY_INVALID', {
    field,
    key: cut(key, keyLimit),
    why,
    ...(normal !== undefined && { normal: cut(normal, keyLimit) }),
  });
}

export function checkLength(value: string, limit: number, field: string): void {
  if (value.length > limit) throw new BancadaError('TRACKING_TOO_LONG', { field, limit });
}

/** MLflow cuts long values (MLFLOW_TRUNCATE_LONG_VALUES) rather than lose a run for them. */
export function cut(value: string, limit: number): string {
  return value.length <= limit ? value : value.slice(0, limit);
}

export function checkExperimentName(name: string): void {
  if (name === '') throw new BancadaError('EXPERIMENT_NAME_INVALID', { name });
  checkLength(name, experimentNameLimit, 'name');
}

/**
 * Where an experiment may keep its artifacts: with us, or at a cloud's address, which only its clients open.
 * A path of this computer or an address that we would have to fetch is refused, and whatever could be read as either.
 */
export function checkArtifactLocation(location: string): void {
  checkLength(location, artifactLocationLimit, 'artifact_location');
  const isKnown = /^(mlflow-artifacts|s3|gs|abfss?|wasbs?|hdfs|dbfs):\/[^\s]*$/.test(location);
  const isPlain = !/[?#;\\%]|\p{Cc}/u.test(location) && !location.split('/').some((part) => part === '..' || part === '.');
  if (!isKnown || !isPlain || /^mlflow-artifacts:\/\//.test(location))
    throw new BancadaError('TRACKING_LOCATION_INVALID', { location: cut(location, 200) });
}
