/** What compared runs can be related by: metrics, and params that are not the same everywhere. Pure. */
import { type Dimension, dimensionOf } from '../../../../components/charts/dimension.ts';
import { metricValue } from '../../../../lib/metric-value.ts';
import type { FoundRun } from '../../found.ts';

export function dimensionsOf(runs: readonly FoundRun[]): Dimension[] {
  const keys = (records: readonly Record<string, unknown>[]) => [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
  const params = keys(runs.map(({ params: each }) => each))
    .filter((key) => new Set(runs.map((run) => run.params[key])).size > 1)
    .map((key) =>
      dimensionOf(
        `params.${key}`,
        key,
        runs.map((run) => run.params[key] ?? null),
      ),
    );
  const metrics = keys(runs.map(({ metrics: each }) => each)).map((key) =>
    dimensionOf(
      `metrics.${key}`,
      key,
      runs.map((run) => metricValue(run.metrics[key])),
    ),
  );
  return [...params, ...metrics];
}

/** Axes that say something at first: a few params, then the first metrics; the last one gives the colour. */
export function firstAxes(dimensions: readonly Dimension[]): string[] {
  // What most runs have comes first.
  const there = ({ values }: Dimension) => values.filter((value) => value !== null).length;
  const common = dimensions.toSorted((a, b) => there(b) - there(a));
  const params = common.filter(({ id }) => id.startsWith('params.')).slice(0, 4);
  const metrics = common.filter(({ id }) => id.startsWith('metrics.') && !id.startsWith('metrics.system/')).slice(0, 3);
  return [...params, ...metrics].map(({ id }) => id);
}

/** Any dimension as words, so that it makes groups. */
export function asGroups(dimension: Dimension): Dimension {
  if (dimension.categories) return dimension;
  const values = [...new Set(dimension.values.filter((value) => value !== null))].sort((a, b) => a - b);
  return { ...dimension, categories: values.map(String), values: dimension.values.map((value) => (value === null ? null : values.indexOf(value))) };
}
