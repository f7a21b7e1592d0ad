/** `wholeTest`: an expectation of a column or table as a whole: what was found, and whether it is as expected. */
import type { Expectation, ExpectationResult } from '../../contract/expectations.ts';
import type { Cell } from '../../contract/tables.ts';
import { closeIn, isNumeric, type Session, type Table } from '../../tables/worker/index.ts';
import { columnOf, isInRange, numericOf, within } from './values.ts';

type Found = Pick<ExpectationResult, 'success' | 'observed'>;

const shown = 20;

export async function wholeTest(session: Session, table: Table, rows: number, asked: Expectation, numbers: Numbers): Promise<Found> {
  const names = table.columns.map((column) => column.name);
  switch (asked.type) {
    case 'expect_table_row_count_to_be_between':
      return { observed: rows, success: isInRange(rows, asked) };
    case 'expect_table_row_count_to_equal':
      return { observed: rows, success: rows === asked.value };
    case 'expect_table_column_count_to_be_between':
      return { observed: names.length, success: isInRange(names.length, asked) };
    case 'expect_table_column_count_to_equal':
      return { observed: names.length, success: names.length === asked.value };
    case 'expect_table_columns_to_match_ordered_list':
      return { observed: names, success: names.join('\n') === asked.column_list?.join('\n') };
    case 'expect_table_columns_to_match_set': {
      const wanted = asked.column_set ?? [];
      const isThere = wanted.every((column) => names.includes(column));
      return { observed: names, success: isThere && (asked.exact_match === false || names.every((column) => wanted.includes(column))) };
    }
    case 'expect_column_to_exist': {
      const at = names.indexOf(asked.column ?? '');
      return { observed: names, success: at >= 0 && (asked.column_index === undefined || at === asked.column_index) };
    }
    case 'expect_column_values_to_be_of_type':
    case 'expect_column_values_to_be_in_type_list': {
      const { kind, type } = columnOf(table, asked.column);
      const wanted = (asked.type_list ?? [asked.type_ ?? '']).map((each) => each.toUpperCase());
      return { observed: `${kind} (${type})`, success: wanted.includes(kind.toUpperCase()) || wanted.includes(type.toUpperCase()) };
    }
    default:
      return asked.type.includes('distinct') || asked.type.includes('unique') || asked.type.includes('most_common')
        ? ofValues(session, table, asked)
        : ofNumbers(session, table, asked, numbers);
  }
}

type Aggregate = (typeof aggregates)[number];
type Numbers = (column: string) => Promise<Record<Aggregate, Cell>>;

const aggregates = ['min', 'max', 'mean', 'stdev', 'sum', 'count'] as const;
const sql = { min: 'min', max: 'max', mean: 'avg', stdev: 'stddev_samp', sum: 'sum', count: 'count' };

/** Of every column that is asked about, in one pass. */
export function numbersOf(session: Session, table: Table, suite: readonly Expectation[]): Numbers {
  const named = /expect_column_(min|max|mean|stdev|sum|median|quantile_values)_to/;
  const asked = suite.flatMap(({ type, column }) => (column !== undefined && named.test(type) ? [column] : []));
  const columns = [...new Set(asked)].filter((column) => table.columns.some((each) => each.name === column && isNumeric(each.kind)));
  let all: Promise<Cell[]> | null = null;
  return async (column) => {
    const list = columns.flatMap((each) => aggregates.map((aggregate) => `${sql[aggregate]}(${finiteOf(table, each)})`));
    all ??= session.row(`SELECT ${list.join(', ')} FROM ${table.view}`);
    const values = (await all).slice(columns.indexOf(column) * aggregates.length);
    return Object.fromEntries(aggregates.map((aggregate, index) => [aggregate, values[index] ?? null])) as Record<Aggregate, Cell>;
  };
}

function finiteOf(table: Table, column: string | undefined): string {
  const { number, kind } = numericOf(table, column);
  return kind === 'number' ? `CASE WHEN isfinite(${number}) THEN ${number} END` : number;
}

async function ofNumbers(session: Session, table: Table, asked: Expectation, numbers: Numbers): Promise<Found> {
  const number = finiteOf(table, asked.column);
  const aggregate = /expect_column_(min|max|mean|stdev|sum)_to/.exec(asked.type)?.[1] as Aggregate | undefined;
  const known = await numbers(asked.column ?? '');
  const { min: least, max: largest, count } = known;
  const found = aggregate ? known[aggregate] : null;
  if (aggregate) return { observed: found, success: typeof found === 'number' && isInRange(found, asked) };
  if (typeof least !== 'number' || typeof largest !== 'number') return { observed: null, success: false };
  const quantiles = (qs: readonly number[]) => closeIn(session, { view: table.view, number, count: Number(count) }, [least, largest], qs);
  if (asked.type === 'expect_column_median_to_be_between') {
    const [median] = await quantiles([0.5]);
    return { observed: median?.value ?? null, success: median !== undefined && isInRange(median.value, asked) };
  }
  const { quantiles: qs = [], value_ranges: ranges = [] } = asked.quantile_ranges ?? {};
  const values = (await quantiles(qs)).map(({ value }) => value);
  const success = ranges.every(([from, to], index) => (from === null || values[index]! >= from) && (to === null || values[index]! <= to));
  return { observed: values, success };
}

async function ofValues(session: Session, table: Table, asked: Expectation): Promise<Found> {
  const column = columnOf(table, asked.column);
  const present = `${table.view} WHERE ${column.sql} IS NOT NULL`;
  const set = asked.value_set ?? [];
  if (asked.type === 'expect_column_unique_value_count_to_be_between' || asked.type === 'expect_column_proportion_of_unique_values_to_be_between') {
    const [distinct = 0, count = 0] = (
      await session.row(`SELECT count(*), sum(n) FROM (SELECT count(*) AS n FROM ${present} GROUP BY ${column.sql})`)
    ).map(Number);
    const observed = asked.type.includes('proportion') ? (count > 0 ? distinct / count : 0) : distinct;
    return { observed, success: isInRange(observed, asked) };
  }
  if (asked.type === 'expect_column_most_common_value_to_be_in_set') {
    const [most] = await session.rows(`SELECT ${column.sql} FROM ${present} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`);
    const isIn = most
      ? await session.count(
          `SELECT count(*) FROM (SELECT ${column.sql} FROM ${present} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) AS t WHERE ${within(column, set)}`,
        )
      : 0;
    return { observed: most?.[0] ?? null, success: isIn === 1 };
  }
  const distinct = `(SELECT DISTINCT ${column.sql} FROM ${present})`;
  const isIn = `coalesce(${within(column, set)}, false)`;
  const others = (await session.rows(`SELECT ${column.sql} FROM ${distinct} WHERE NOT ${isIn} ORDER BY 1 LIMIT ${shown}`)).map(
    ([value = null]) => value,
  );
  const inside = await session.count(`SELECT count(*) FROM ${distinct} WHERE ${isIn}`);
  const distinctWanted = new Set(set.map(String)).size;
  if (asked.type === 'expect_column_distinct_values_to_be_in_set') return { observed: others, success: others.length === 0 };
  const hasAll = inside === distinctWanted;
  if (asked.type === 'expect_column_distinct_values_to_contain_set') return { observed: inside, success: hasAll };
  return { observed: others, success: hasAll && others.length === 0 };
}
