/** `history`: a training set by point-in-time join, with what the naive join would have told beside it. */
import type { FeatureStoreDefinition } from '../../../src-runtime/features/definition.ts';
import type { FeatureHistory } from '../../contract/features.ts';
import type { TableFormat } from '../../contract/tables.ts';
import { name, openTable, type Session, type Table, text } from '../../tables/worker/index.ts';
import type { HistoryArgs } from '../protocol.ts';
import { columnOf, type Events, instant, lateAfterMs, openEvents } from './events.ts';
import { type Asked, joinFeatures } from './join.ts';
import { leaks } from './leaks.ts';

const formats: Record<TableFormat, string> = { csv: 'FORMAT csv, HEADER true', jsonl: 'FORMAT json', parquet: 'FORMAT parquet, COMPRESSION zstd' };

export async function history(session: Session, { rows, at, label, to, naive, ...sources }: HistoryArgs): Promise<FeatureHistory> {
  session.progress('reading', 0, 0.2);
  const table = await openTable(session, rows, 'asked_rows');
  const asked = await openAsked(session, table, { definition: sources.definition, at, file: rows.name ?? 'rows' });
  const events = await openEvents(session, sources, 'VIEW');
  session.progress('checking', 0.2, 0.4);
  await joinFeatures(session, asked, events, 'correct');
  if (naive) await joinFeatures(session, asked, events, 'naive', true);
  session.progress('writing', 0.6, 0.3);
  const names = sources.definition.views.flatMap(({ features }) => features.map((feature) => feature.name));
  await write(session, table, 'correct', names, to);
  if (naive) await write(session, table, 'naive', names, naive);
  const features = await leaks(session, { table, names, hasNaive: naive !== null, label });
  return {
    store: sources.definition.store,
    rows: await session.count(`SELECT count(*) FROM ${asked.table}`),
    late: await lateOf(session, events),
    features,
  };
}

/** The rows asked for as keys and a moment. */
export async function openAsked(
  session: Session,
  table: Table,
  { definition, at, file }: { definition: FeatureStoreDefinition; at: string; file: string },
): Promise<Asked> {
  const keys = definition.views.map(({ key }, index) => `${name(columnOf(table.columns, key, file).name)}::VARCHAR AS key_${index}`);
  await session.run(
    `CREATE TABLE asked AS SELECT ${name(table.row)} AS "row", ${instant(columnOf(table.columns, at, file))} AS t, ${keys.join(', ')} FROM ${table.view}`,
  );
  return { table: 'asked' };
}

/** In the order of the rows; a column of theirs that is called as a feature gives way to it. */
async function write(session: Session, table: Table, joined: string, names: readonly string[], to: HistoryArgs['to']): Promise<void> {
  const own = table.columns.filter((column) => !names.includes(column.name)).map((column) => `r.${name(column.name)}`);
  const list = [...own, ...names.map((each) => `j.${name(each)}`)].join(', ');
  await session.run(
    `COPY (SELECT ${list} FROM ${table.view} r JOIN ${joined} j ON j."row" = r.${name(table.row)} ORDER BY j."row") TO ${text(to.path)} (${formats[to.format]}, USE_TMP_FILE false)`,
  );
}

/** Events that became known long after they happened. */
async function lateOf(session: Session, events: readonly Events[]): Promise<number> {
  let late = 0;
  for (const { table } of events) late += await session.count(`SELECT count(*) FROM ${table} WHERE known > "at" + ${lateAfterMs}`);
  return late;
}
