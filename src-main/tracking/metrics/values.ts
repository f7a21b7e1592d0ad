/** `toStored`, `toWire`: a metric's value in SQLite (which has no NaN) and in JSON (which has neither NaN nor infinities). */
import type { MetricPoint } from '../../contract/tracking.ts';

export interface StoredValue {
  value: number;
  is_nan: number;
}

export function toStored(value: number): StoredValue {
  // -0 and 0 are one value, so that they are one duplicate.
  return Number.isNaN(value) ? { value: 0, is_nan: 1 } : { value: value + 0, is_nan: 0 };
}

export function toWire({ value, is_nan }: StoredValue): MetricPoint['value'] {
  if (is_nan) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '-Infinity';
  return value;
}
