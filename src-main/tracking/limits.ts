/** `checkKey`, `cut`: MLflow's limits on what a run may carry. */
import { posix } from 'node:path';
import { BancadaError } from '../contract/errors.ts';

export const paramLimit = 6000;
export const tagLimit = 8000;

/** Keys of params, metrics and tags: at most 250 letters, digits and `/ _ . - :` or spaces, and a path that is its own normal form. */
export function checkKey(key: string): void {
  const allowed = key.length <= 250 && /^[/\p{L}\p{M}\p{N}_.\- :]+$/u.test(key);
  const normal = posix.normalize(key) === key && key !== '.' && !key.startsWith('..') && !key.startsWith('/') && !key.endsWith('/');
  if (!allowed || !normal) throw new BancadaError('TRACKING_KEY_INVALID', { key: cut(key, 250) });
}

/** MLflow cuts long values (MLFLOW_TRUNCATE_LONG_VALUES) rather than lose a run for them. */
export function cut(value: string, limit: number): string {
  return value.length <= limit ? value : value.slice(0, limit);
}
