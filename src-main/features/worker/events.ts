/** `openEvents`: the events of a view as `events_N`: key, times, order, and the value that each feature takes of them. */
import type { FeatureDefinition, FeatureViewDefinition, Scalar } from '../../../src-runtime/features/definition.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { TableColumn } from '../../contract/tables.ts';
import { isInstant, isNumeric, name, openTable, type Session, type Table, text } from '../../tables/worker/index.ts';
import type { Sources } from '../protocol.ts';

export interface Events {
  readonly view: FeatureViewDefinition;
  /** `k` key, `at` and `known` in milliseconds, `came` the place in the source, `id`, `c0`, `c1`… by feature. In time: by `at`, `known`, `came`. */
  readonly table: string;
}

interface Source {
  view: string;
  columns: readonly TableColumn[];
  called: string;
}

/** Known so much later than it happened, an event is late: seconds are only its way. */
export const lateAfterMs = 3_600_000;

/** Every view's events; a source that several views read is opened once. What is read once or twice is not worth a table of its own: `as` a view. */
export async function openEvents(session: Session, { definition, sources }: Sources, as: 'TABLE' | 'VIEW'): Promise<Events[]> {
  const open = new Map<string, Source>();
  const made: Events[] = [];
  for (const [index, view] of definition.views.entries()) {
    const known = open.get(view.source) ?? (await openSource(session, view.source, sources[view.source] ?? [], open.size));
    open.set(view.source, known);
    made.push(await eventsOf(session, known, view, { index, as }));
  }
  return made;
}

/** Several files of one source are one table, by the names of their columns. */
async function openSource(session: Session, called: string, files: Sources['sources'][string], index: number): Promise<Source> {
  const tables: Table[] = [];
  for (const [place, file] of files.entries()) tables.push(await openTable(session, file, `source_${index}_${place}`));
  if (tables.length === 0) throw new BancadaError('FEATURE_SOURCE_MISSING', { source: called });
  const view = `source_${index}`;
  const each = tables.map(({ view: one, row }, place) => {
    const own = row === '_row' ? '' : ` EXCLUDE (${name(row)})`;
    return `SELECT *${own}, ${name(row)} + ${place}::BIGINT * 1000000000000 AS "_row" FROM ${one}`;
  });
  await session.run(`CREATE VIEW ${view} AS ${each.join(' UNION ALL BY NAME ')}`);
  return { view, columns: tables.flatMap(({ columns }) => columns), called };
}

async function eventsOf(
  session: Session,
  source: Source,
  view: FeatureViewDefinition,
  { index, as }: { index: number; as: 'TABLE' | 'VIEW' },
): Promise<Events> {
  const column = (wanted: string) => columnOf(source.columns, wanted, source.called);
  const at = instant(column(view.eventTime));
  const created = view.createdAt === null ? at : `coalesce(${instant(column(view.createdAt))}, ${at})`;
  const id = view.eventId === null ? 'NULL' : `${name(column(view.eventId).name)}::VARCHAR`;
  const taken = view.features.map((feature, place) => `${takenOf(feature, column)} AS c${place}`);
  const select = [
    `${name(column(view.key).name)}::VARCHAR AS k`,
    `${at} AS "at"`,
    `greatest(${at}, ${created}) AS known`,
    `"_row" AS came`,
    `${id} AS id`,
    ...taken,
  ];
  const table = `events_${index}`;
  // The same id twice is one event, the first that arrived.
  const once = view.eventId === null ? '' : 'QUALIFY id IS NULL OR row_number() OVER (PARTITION BY k, id ORDER BY known, came) = 1';
  await session.run(
    `CREATE ${once ? 'TABLE' : as} ${table} AS SELECT * FROM (SELECT ${select.join(', ')} FROM ${source.view}) WHERE k IS NOT NULL AND "at" IS NOT NULL ${once}`,
  );
  return { view, table };
}

function takenOf({ of, where, transform, aggregate }: FeatureDefinition, column: (wanted: string) => TableColumn): string {
  const value = of === null ? '1' : transformed(column(of), transform, aggregate !== null && !['count', 'distinct'].includes(aggregate));
  const holds = Object.entries(where).map(([wanted, what]) => equals(column(wanted), what));
  return holds.length === 0 ? value : `CASE WHEN ${holds.join(' AND ')} THEN ${value} END`;
}

function transformed(column: TableColumn, transform: FeatureDefinition['transform'], asNumber: boolean): string {
  const raw = name(column.name);
  const number = isNumeric(column.kind) ? `${raw}::DOUBLE` : `TRY_CAST(${raw} AS DOUBLE)`;
  if (transform === 'missing') return `CASE WHEN ${raw} IS NULL THEN 1 ELSE 0 END`;
  if (transform === 'hour') return `hour(epoch_ms(${instant(column)}))`;
  if (transform === 'weekday') return `isodow(epoch_ms(${instant(column)}))`;
  if (transform === 'abs') return `abs(${number})`;
  if (transform === 'sqrt') return `CASE WHEN ${number} >= 0 THEN sqrt(${number}) END`;
  if (asNumber) return number;
  return isInstant(column.kind) ? `${raw}::VARCHAR` : raw;
}

function equals(column: TableColumn, wanted: Scalar): string {
  const raw = name(column.name);
  if (typeof wanted === 'string') return `${raw}::VARCHAR = ${text(wanted)}`;
  if (typeof wanted === 'boolean') return column.kind === 'boolean' ? `${raw} = ${wanted}` : 'false';
  return isNumeric(column.kind) ? `${raw} = ${wanted}` : 'false';
}

/** Milliseconds since 1970, of a moment, of a number that says them, or of a text. */
export function instant({ name: column, kind }: TableColumn): string {
  const raw = name(column);
  if (isInstant(kind)) return `epoch_ms(${raw}::TIMESTAMP)`;
  return isNumeric(kind) ? `${raw}::BIGINT` : `epoch_ms(TRY_CAST(${raw}::VARCHAR AS TIMESTAMP))`;
}

export function columnOf(columns: readonly TableColumn[], wanted: string, file: string): TableColumn {
  const found = columns.find((column) => column.name === wanted);
  if (found) return found;
  throw new BancadaError('TABLE_COLUMN_MISSING', { file, column: wanted, known: [...new Set(columns.map((column) => column.name))].join(', ') });
}
