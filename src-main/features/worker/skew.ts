/**
 * `skew`: training–serving skew. The offline join answers for rows of the past; then their events are played to the online side in the order in which they
 * became known, and it is asked the same at the same moments. Every value that differs is skew.
 */
import type { OnlineEvent, Value } from '../../../src-runtime/features/definition.ts';
import { addEvent, readView } from '../../../src-runtime/features/state.ts';
import type { FeatureSkew } from '../../contract/features.ts';
import type { TableFile } from '../../tables/index.ts';
import { name, openTable, type Session } from '../../tables/worker/index.ts';
import type { Sources } from '../protocol.ts';
import { type Events, openEvents } from './events.ts';
import { openAsked } from './history.ts';
import { joinFeatures } from './join.ts';

const page = 20_000;
const examplesShown = 10;

export async function skew(
  session: Session,
  { rows, at, limit, ...sources }: Sources & { rows: TableFile; at: string; limit: number },
): Promise<FeatureSkew> {
  session.progress('reading', 0, 0.3);
  const table = await openTable(session, rows, 'asked_rows');
  const all = await openAsked(session, table, { definition: sources.definition, at, file: rows.name ?? 'rows' });
  const every = Math.max(1, Math.ceil((await session.count(`SELECT count(*) FROM ${all.table}`)) / limit));
  await session.run(`CREATE TABLE asked_some AS SELECT * FROM ${all.table} WHERE "row" % ${every} = 0 AND t IS NOT NULL`);
  const events = await openEvents(session, sources, 'TABLE');
  await joinFeatures(session, { table: 'asked_some' }, events, 'correct');
  const found: FeatureSkew = { rows: await session.count('SELECT count(*) FROM asked_some'), compared: 0, different: 0, examples: [] };
  for (const [index, each] of events.entries()) {
    session.progress('checking', 0.3 + (0.7 * index) / events.length);
    await replay(session, each, index, found);
  }
  return found;
}

async function replay(session: Session, { view, table }: Events, index: number, found: FeatureSkew): Promise<void> {
  const features = view.features.map((feature) => name(feature.name)).join(', ');
  const asked = await session.rows(
    `SELECT a.t, a.key_${index}, a."row", ${features} FROM asked_some a JOIN correct c USING ("row") ORDER BY a.t, a."row"`,
  );
  const columns = view.features.map((_, place) => `c${place}`).join(', ');
  await session.run(`CREATE TABLE played_${index} AS SELECT *, row_number() OVER (ORDER BY known, came) AS place FROM ${table}`);
  const states = new Map<string, OnlineEvent[]>();
  let from = 0;
  let waiting = await next();
  async function next() {
    const rows = await session.rows(
      `SELECT k, "at", known, id, ${columns} FROM played_${index} WHERE place > ${from} AND place <= ${from + page} ORDER BY place`,
    );
    from += page;
    return rows.values();
  }
  let event = waiting.next();
  let isOver = event.done === true;
  for (const [t, key, row, ...offline] of asked) {
    while (!isOver) {
      if (event.done) {
        waiting = await next();
        event = waiting.next();
        isOver = event.done === true;
        if (event.done) break;
      }
      const [owner, at, known, id, ...values] = event.value;
      if (Number(known) > Number(t)) break;
      const events = states.get(String(owner)) ?? [];
      states.set(String(owner), events);
      addEvent(view, events, { at: Number(at), known: Number(known), ...(id !== null && { id: String(id) }), values: values as Value[] });
      event = waiting.next();
    }
    const online = readView(view, states.get(String(key)) ?? [], Number(t));
    for (const [place, value] of online.entries()) {
      found.compared++;
      if (value === offline[place] || (value ?? null) === (offline[place] ?? null)) continue;
      found.different++;
      if (found.examples.length < examplesShown)
        found.examples.push({ row: Number(row), feature: view.features[place]!.name, offline: offline[place] as Value, online: value });
    }
  }
}
