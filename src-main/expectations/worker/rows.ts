/** `rowTest`: an expectation of rows as two conditions: whether a row is judged, and whether it fails. What needs other rows is looked up first. */
import type { Expectation } from '../../contract/expectations.ts';
import { isWhole, name, onlyGrows, type Session, type Table, text } from '../../tables/worker/index.ts';
import { columnOf, inRange, numericOf, Unfit, within } from './values.ts';

export interface RowTest {
  /** False for rows without a value, of most. */
  readonly judged: string;
  /** Never missing: true or false. */
  readonly fails: string;
  /** What is shown of a row that fails. */
  readonly columns: readonly string[];
  /** The conditions look at one value, and at nothing else. */
  readonly ofValue?: boolean;
}

export async function rowTest(session: Session, table: Table, asked: Expectation, index: number): Promise<RowTest | null> {
  try {
    return await testOf(session, table, asked, index);
  } catch (error) {
    const columns = [asked.column, asked.column_A, asked.column_B, ...(asked.column_list ?? [])].filter((each) => each !== undefined);
    if (!(error instanceof Unfit) || error.problem.kind !== 'kind' || !(await isEmpty(session, table, columns))) throw error;
    return { judged: 'false', fails: 'false', columns };
  }
}

/** Without any value, a CSV tells no type: nothing is judged, so nothing fails. */
async function isEmpty(session: Session, table: Table, columns: readonly string[]): Promise<boolean> {
  const some = columns.map((column) => `${columnOf(table, column).sql} IS NOT NULL`).join(' OR ');
  return (await session.rows(`SELECT 1 FROM ${table.view} WHERE ${some} LIMIT 1`)).length === 0;
}

async function testOf(session: Session, table: Table, asked: Expectation, index: number): Promise<RowTest | null> {
  const { type } = asked;
  if (type === 'expect_compound_columns_to_be_unique' || type === 'expect_column_values_to_be_unique') return unique(session, table, asked, index);
  if (type === 'expect_column_values_to_be_increasing' || type === 'expect_column_values_to_be_decreasing')
    return ordered(session, table, asked, index);
  if (type === 'expect_column_value_z_scores_to_be_less_than') return zScores(session, table, asked);
  if (type.startsWith('expect_column_pair_values')) return pair(session, table, asked);
  if (type === 'expect_select_column_values_to_be_unique_within_record' || type === 'expect_multicolumn_sum_to_equal') return record(table, asked);
  return type.startsWith('expect_column_value') ? single(session, table, asked) : null;
}

async function single(session: Session, table: Table, asked: Expectation): Promise<RowTest | null> {
  const column = columnOf(table, asked.column);
  const { sql } = column;
  const test = (holds: string): RowTest => ({
    judged: `${sql} IS NOT NULL`,
    fails: `(${sql} IS NOT NULL AND NOT coalesce(${holds}, false))`,
    columns: [column.name],
    ofValue: true,
  });
  const asText = `${sql}::VARCHAR`;
  switch (asked.type) {
    case 'expect_column_values_to_not_be_null':
      return {
        judged: 'true',
        fails: (await isThere(session, table, [column])) ? 'false' : `(${sql} IS NULL)`,
        columns: [column.name],
        ofValue: true,
      };
    case 'expect_column_values_to_be_null':
      return { judged: 'true', fails: `(${sql} IS NOT NULL)`, columns: [column.name], ofValue: true };
    case 'expect_column_values_to_be_between':
      return test(inRange(column, sql, asked));
    case 'expect_column_values_to_be_in_set':
      return test(within(column, asked.value_set ?? []));
    case 'expect_column_values_to_not_be_in_set':
      return test(`NOT (${within(column, asked.value_set ?? [])})`);
    case 'expect_column_values_to_match_regex':
      return test(`regexp_matches(${asText}, ${await regex(session, asked.regex)})`);
    case 'expect_column_values_to_not_match_regex':
      return test(`NOT regexp_matches(${asText}, ${await regex(session, asked.regex)})`);
    case 'expect_column_values_to_match_like_pattern':
      return test(`${asText} LIKE ${text(asked.like_pattern ?? '')}`);
    case 'expect_column_values_to_match_strftime_format':
      return test(`try_strptime(${asText}, ${await format(session, asked.strftime_format)}) IS NOT NULL`);
    case 'expect_column_values_to_be_json_parseable':
      return test(`json_valid(${asText})`);
    case 'expect_column_value_lengths_to_be_between':
      return test(inRange({ name: column.name, kind: 'integer', type: 'BIGINT' }, `length(${asText})`, asked));
    case 'expect_column_value_lengths_to_equal':
      return test(`length(${asText}) = ${Math.trunc(asked.value ?? 0)}`);
    default:
      return null;
  }
}

async function pair(session: Session, table: Table, asked: Expectation): Promise<RowTest> {
  const [a, b] = [columnOf(table, asked.column_A), columnOf(table, asked.column_B)];
  const judged = await hasAny(session, table, [a, b]);
  const sameKind = a.kind === b.kind || (['integer', 'number'].includes(a.kind) && ['integer', 'number'].includes(b.kind));
  if (!sameKind && asked.type !== 'expect_column_pair_values_to_be_in_set') throw new Unfit('kind', `${a.name}: ${a.kind}, ${b.name}: ${b.kind}`);
  const pairs = (asked.value_pairs_set ?? []).map(([x, y]) => `(${within(a, [x])} AND ${within(b, [y])})`);
  const holds = {
    expect_column_pair_values_a_to_be_greater_than_b: `${a.sql} ${asked.or_equal ? '>=' : '>'} ${b.sql}`,
    expect_column_pair_values_to_be_equal: `${a.sql} = ${b.sql}`,
    expect_column_pair_values_to_be_in_set: pairs.join(' OR ') || 'false',
  }[asked.type as string]!;
  return { judged, fails: `(${judged} AND NOT coalesce(${holds}, false))`, columns: [a.name, b.name] };
}

function record(table: Table, asked: Expectation): RowTest {
  const isSum = asked.type === 'expect_multicolumn_sum_to_equal';
  const columns = (asked.column_list ?? []).map((column) => (isSum ? numericOf(table, column) : columnOf(table, column)));
  const judged = `(${columns.map(({ sql }) => `${sql} IS NOT NULL`).join(' OR ')})`;
  const sum = columns.map(({ sql }) => `coalesce(${sql}::DOUBLE, 0)`).join(' + ');
  const differ = columns.flatMap((a, index) => columns.slice(index + 1).map((b) => `${a.sql}::VARCHAR IS DISTINCT FROM ${b.sql}::VARCHAR`));
  const holds = isSum ? `${sum} = ${asked.sum_total}` : differ.join(' AND ');
  return { judged, fails: `(${judged} AND NOT coalesce(${holds}, false))`, columns: columns.map(({ name }) => name) };
}

/** Every row of a value that is there twice fails, as pandas and Great Expectations have it. */
async function unique(session: Session, table: Table, asked: Expectation, index: number): Promise<RowTest> {
  const columns = (asked.column_list ?? [asked.column]).map((column) => columnOf(table, column));
  const judged = await hasAny(session, table, columns);
  const shown = columns.map((column) => column.name);
  if (await neverRepeats(session, table, columns)) return { judged, fails: 'false', columns: shown };
  const list = columns.map(({ sql }) => sql).join(', ');
  // Named: of a row without names no table can be made.
  const value = columns.length === 1 ? list : `{${columns.map(({ sql }, at) => `c${at}: ${sql}`).join(', ')}}`;
  const repeated = `repeated_${index}`;
  await session.run(
    `CREATE TEMP TABLE ${repeated} AS SELECT ${value} AS v FROM (SELECT ${list} FROM ${table.view} WHERE ${judged} GROUP BY ${list} HAVING count(*) > 1)`,
  );
  const some = (await session.count(`SELECT count(*) FROM ${repeated}`)) > 0;
  return { judged, fails: some ? `(${judged} AND ${value} IN (SELECT v FROM ${repeated}))` : 'false', columns: shown };
}

type Column = ReturnType<typeof columnOf>;

/** Larger than another means something else there, and is slow to find out. */
const isText = ({ kind }: Pick<Column, 'kind'>) => kind === 'text' || kind === 'other';

/** Whether one of the columns is there in every row, as far as that is told without reading the file. */
async function isThere(session: Session, table: Table, columns: readonly Column[]): Promise<boolean> {
  for (const { name: column, kind } of columns) if (kind !== 'number' && (await isWhole(session, table.view, column))) return true;
  return false;
}

/** The condition that a row has a value in at least one of them. */
async function hasAny(session: Session, table: Table, columns: readonly Column[]): Promise<string> {
  return (await isThere(session, table, columns)) ? 'true' : `(${columns.map(({ sql }) => `${sql} IS NOT NULL`).join(' OR ')})`;
}

/** Values that only grow do not repeat, and what one column tells apart needs no other. */
async function neverRepeats(session: Session, table: Table, columns: readonly Column[]): Promise<boolean> {
  for (const { name: column, kind } of columns) {
    if (isText({ kind })) continue;
    if (columns.length > 1 && !(await isWhole(session, table.view, column))) continue;
    if (await onlyGrows(session, table.view, column)) return true;
  }
  return false;
}

/** Against the row before it that has a value. Rows come in the file's order: an order of their own would sort what is sorted. */
async function ordered(session: Session, table: Table, asked: Expectation, index: number): Promise<RowTest> {
  const column = columnOf(table, asked.column);
  const row = name(table.row);
  const judged = await hasAny(session, table, [column]);
  const isUp = asked.type.endsWith('increasing');
  if (isUp && !isText(column) && (await onlyGrows(session, table.view, column.name))) return { judged, fails: 'false', columns: [column.name] };
  const operator = `${isUp ? '>' : '<'}${asked.strictly ? '' : '='}`;
  await session.run(
    `CREATE TEMP TABLE unordered_${index} AS SELECT at_row FROM (SELECT ${row} AS at_row, ${column.sql} AS v, lag(${column.sql}) OVER () AS earlier
     FROM ${table.view} WHERE ${column.sql} IS NOT NULL) WHERE earlier IS NOT NULL AND NOT v ${operator} earlier`,
  );
  const some = (await session.count(`SELECT count(*) FROM unordered_${index}`)) > 0;
  const fails = some ? `(${row} IN (SELECT at_row FROM unordered_${index}))` : 'false';
  return { judged, fails, columns: [column.name] };
}

async function zScores(session: Session, table: Table, asked: Expectation): Promise<RowTest> {
  const { name: column, sql, number } = numericOf(table, asked.column);
  const finite = `CASE WHEN isfinite(${number}) THEN ${number} END`;
  const [mean, sd] = await session.row(`SELECT avg(${finite}), stddev_samp(${finite}) FROM ${table.view}`);
  const score = `(${number} - ${Number(mean ?? 0)}) / ${Number(sd ?? 0)}`;
  const holds = Number(sd ?? 0) > 0 ? `${asked.double_sided ? `abs(${score})` : score} < ${asked.threshold}` : 'true';
  return { judged: `${sql} IS NOT NULL`, fails: `(${sql} IS NOT NULL AND NOT coalesce(${holds}, false))`, columns: [column] };
}

/** RE2, which does not look ahead or back. */
async function regex(session: Session, pattern = ''): Promise<string> {
  await session.row('SELECT regexp_matches(?, ?)', ['', pattern]).catch((error: Error) => {
    throw new Unfit('regex', `${pattern}: ${error.message.split('\n')[0]}`);
  });
  return text(pattern);
}

async function format(session: Session, pattern = ''): Promise<string> {
  await session.row(`SELECT try_strptime('x', ${text(pattern)})`).catch((error: Error) => {
    throw new Unfit('value', `${pattern}: ${error.message.split('\n')[0]}`);
  });
  return text(pattern);
}
