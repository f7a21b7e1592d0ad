/**
 * `joinFeatures`: for each row the features of its keys as they were known at its moment: last values (last-values.ts), and windows by the events that had
 * happened in them and were known by then. `naive` is the join that one writes without thinking of time: the last value of all, and of windows also what
 * became known only later.
 */
import type { FeatureDefinition } from '../../../src-runtime/features/definition.ts';
import { parts } from '../../../src-runtime/features/state.ts';
import { name, type Session } from '../../tables/worker/index.ts';
import type { Events } from './events.ts';
import { lastValues } from './last-values.ts';

export interface Asked {
  /** Columns `row`, `t` (milliseconds), and `key_N` of the Nth view. */
  readonly table: string;
}

/** Makes the table `to`, with `row` and a column per feature. */
export async function joinFeatures(session: Session, asked: Asked, events: readonly Events[], to: string, naive = false): Promise<void> {
  const joined: string[] = [];
  const columns: string[] = [];
  for (const [index, each] of events.entries()) {
    for (const [kind, make] of [
      ['last', lastValues],
      ['windows', windows],
    ] as const) {
      const features = each.view.features
        .map((feature, place) => ({ feature, place }))
        .filter(({ feature }) => (feature.aggregate === null) === (kind === 'last'));
      if (features.length === 0) continue;
      const table = `${to}_${kind}_${index}`;
      await session.run(`CREATE TABLE ${table} AS ${await make({ session, asked, events: each, index, features, naive })}`);
      joined.push(`LEFT JOIN ${table} USING ("row")`);
      for (const { feature } of features) {
        const value = `${table}.${name(feature.name)}`;
        const empty = feature.aggregate === 'count' || feature.aggregate === 'distinct' || feature.aggregate === 'sum';
        columns.push(`${empty ? `coalesce(${value}, 0)` : value} AS ${name(feature.name)}`);
      }
    }
  }
  await session.run(`CREATE TABLE ${to} AS SELECT a."row", ${columns.join(', ')} FROM ${asked.table} a ${joined.join(' ')}`);
}

export interface Part {
  session: Session;
  asked: Asked;
  events: Events;
  index: number;
  features: { feature: FeatureDefinition; place: number }[];
  naive: boolean;
}

function windows({ asked, events: { table }, index, features, naive }: Part): string {
  const longest = Math.max(...features.map(({ feature }) => feature.windowMs!));
  const list = features.map(({ feature, place }) => {
    const within = `e.c${place} IS NOT NULL${feature.windowMs === longest ? '' : ` AND e."at" > a.t - ${feature.windowMs}`}`;
    return `${aggregateOf(feature, `e.c${place}`, `FILTER (WHERE ${within})`)} AS ${name(feature.name)}`;
  });
  return `SELECT a."row", ${list.join(', ')} FROM ${asked.table} a
    JOIN ${table} e ON e.k = a.key_${index} AND e."at" <= a.t AND e."at" > a.t - ${longest}${naive ? '' : ' AND e.known <= a.t'}
    GROUP BY a."row"`;
}

function aggregateOf({ aggregate }: FeatureDefinition, value: string, filter: string): string {
  // Whole millionths: the sum is the same in whatever order, here and online.
  const sum = `(sum(round(${value} * ${parts})::HUGEINT) ${filter})::DOUBLE / ${parts}`;
  switch (aggregate) {
    case 'sum':
      return sum;
    case 'mean':
      return `${sum} / count(${value}) ${filter}`;
    case 'distinct':
      return `count(DISTINCT ${value}::VARCHAR) ${filter}`;
    default:
      return `${aggregate}(${value}) ${filter}`;
  }
}
