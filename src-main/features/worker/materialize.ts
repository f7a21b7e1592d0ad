/** `materialize`: what the online store needs of every key: the events that a window still reaches, and the newest one. The same bytes from the same events. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { OnlineEvent, SnapshotHead, SnapshotKey, Value } from '../../../src-runtime/features/definition.ts';
import { parts } from '../../../src-runtime/features/state.ts';
import type { FeatureViewStats } from '../../contract/features.ts';
import type { Session } from '../../tables/worker/index.ts';
import type { MaterializeArgs } from '../protocol.ts';
import { type Events, lateAfterMs, openEvents } from './events.ts';

/** Keys are taken by so many events at a time. */
const page = 50_000;

export async function materialize(
  session: Session,
  { until, to, ...sources }: MaterializeArgs,
): Promise<{ watermark: number | null; views: FeatureViewStats[] }> {
  session.progress('reading', 0, 0.3);
  const events = await openEvents(session, sources, 'TABLE');
  const limits = await Promise.all(
    events.map(({ table }) => session.row(`SELECT max(known) FROM ${table} WHERE known <= ${until ?? Number.MAX_SAFE_INTEGER}`)),
  );
  const known = limits.flatMap(([value]) => (value === null || value === undefined ? [] : [Number(value)]));
  const watermark = until ?? (known.length > 0 ? Math.max(...known) : null);
  const out = createWriteStream(to);
  const head: SnapshotHead = { definition: sources.definition, watermark };
  out.write(`${JSON.stringify(head)}\n`);
  const views: FeatureViewStats[] = [];
  for (const [index, each] of events.entries()) {
    session.progress('writing', 0.3 + (0.7 * index) / events.length);
    views.push(
      await writeView(session, each, watermark, async (line) => {
        if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
      }),
    );
  }
  out.end();
  await finished(out);
  return { watermark, views };
}

async function writeView(
  session: Session,
  { view, table }: Events,
  watermark: number | null,
  put: (line: SnapshotKey) => Promise<void>,
): Promise<FeatureViewStats> {
  const reach = Math.max(0, ...view.features.map(({ windowMs }) => windowMs ?? 0));
  const limit = watermark ?? 0;
  const columns = view.features.map((_, place) => `c${place}`).join(', ');
  await session.run(`CREATE TABLE kept_${table} AS
    SELECT * EXCLUDE (back), row_number() OVER (ORDER BY k, back DESC) AS place
    FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY "at" DESC, known DESC, came DESC) AS back FROM ${table} WHERE known <= ${limit})
    WHERE "at" > ${limit - reach} OR back = 1`);
  const total = await session.count(`SELECT count(*) FROM kept_${table}`);
  let current: SnapshotKey | undefined;
  let keys = 0;
  for (let from = 0; from < total; from += page) {
    const rows = await session.rows(
      `SELECT k, "at", known, id, ${columns} FROM kept_${table} WHERE place > ${from} AND place <= ${from + page} ORDER BY place`,
    );
    for (const [key, at, when, id, ...values] of rows) {
      if (current?.key !== key) {
        if (current) await put(current);
        current = { view: view.name, key: String(key), events: [] };
        keys++;
      }
      current!.events.push({
        at: Number(at),
        known: Number(when),
        ...(id !== null && { id: String(id) }),
        values: values as Value[],
      } satisfies OnlineEvent);
    }
  }
  if (current) await put(current);
  return {
    view: view.name,
    keys,
    events: total,
    ...(await statsOf(
      session,
      view.features.map(({ name }) => name),
      table,
      limit,
    )),
  };
}

/** Of the events themselves: how much each feature has to go by. */
async function statsOf(session: Session, names: readonly string[], table: string, limit: number) {
  const numbers = names.flatMap((_, place) => {
    const value = `TRY_CAST(c${place}::VARCHAR AS DOUBLE)`;
    // In whole millionths, as everywhere here: threads add in any order, and the mean is the same.
    const whole = `TRY_CAST(round(${value} * ${parts}) AS HUGEINT)`;
    return [`count(c${place})`, `sum(${whole})::DOUBLE / ${parts} / nullif(count(${whole}), 0)`, `min(${value})`, `max(${value})`];
  });
  const [rows = 0, newest = null, late = 0, ...rest] = await session.row(
    `SELECT count(*), max("at"), count(*) FILTER (WHERE known > "at" + ${lateAfterMs}), ${numbers.join(', ')} FROM ${table} WHERE known <= ${limit}`,
  );
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const all = Number(rows);
  return {
    history: all,
    late: Number(late),
    newestAt: newest === null ? null : Number(newest),
    features: names.map((name, place) => {
      const [count, mean, min, max] = rest.slice(place * 4, place * 4 + 4);
      return { name, missing: all === 0 ? 0 : 1 - Number(count) / all, mean: number(mean), min: number(min), max: number(max) };
    }),
  };
}
