/** `toWire`: a metric's value of SQLite (which has no NaN) in JSON (which has neither NaN nor infinities). */
import type { MetricPoint } from '../../contract/tracking.ts';

export interface StoredValue {
  value: number;
  is_nan: number;
}

export function toWire({ value, is_nan }: StoredValue): MetricPoint['value'] {
  if (is_nan) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '-Infinity';
  return value;
}
