/** `wholeTest`: an expectation of a column or table as a whole: what was found, and whether it is as expected. */
import type { Expectation, ExpectationResult } from '../../contract/expectations.ts';
import type { Cell } from '../../contract/tables.ts';
import { type CountValues, closeIn, countedQuantiles, double, type Session, type Table } from '../../tables/worker/index.ts';
import { columnOf, isInRange, numericOf, within } from './values.ts';

type Found = Pick<ExpectationResult, 'success' | 'observed'>;

const shown = 20;

export async function wholeTest(session: Session, table: Table, rows: number, asked: Expectation, of: Sources): Promise<Found> {
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
        ? ofValues(session, table, asked, of.counts)
        : ofNumbers(session, table, asked, of);
  }
}

type Fact = 'min' | 'max' | 'mean' | 'stdev' | 'sum';
type Facts = Record<Fact, Cell> & { count: number };
type Numbers = (column: string) => Promise<Facts>;

interface Sources {
  readonly numbers: Numbers;
  readonly counts: CountValues;
}

/** Once for each column, whatever is asked of it. */
export function numbersOf(session: Session, table: Table, counts: CountValues): Numbers {
  const known = new Map<string, Promise<Facts>>();
  async function read(column: string): Promise<Facts> {
    const x = finiteOf(table, column);
    const counted = await counts(column);
    if (!counted) {
      const list = 'min(x), max(x), avg(x), stddev_samp(x), sum(x), count(x)';
      return factsOf(await session.row(`SELECT ${list} FROM (SELECT ${x} AS x FROM ${table.view})`));
    }
    const from = `(SELECT ${x} AS x, ${counted.times} AS n FROM ${counted.from} WHERE ${x} IS NOT NULL)`;
    const [found] = await session.row(`SELECT sum(x * n) / sum(n) FROM ${from}`);
    const mean = typeof found === 'number' ? double(found) : 'NULL';
    const spread = `sqrt(sum(n * (x - ${mean}) ** 2) / nullif(sum(n) - 1, 0))`;
    return factsOf(await session.row(`SELECT min(x), max(x), ${mean}, ${spread}, sum(x * n), sum(n) FROM ${from}`));
  }
  return (column) => {
    const found = known.get(column) ?? read(column);
    known.set(column, found);
    return found;
  };
}

function factsOf([min = null, max = null, mean = null, stdev = null, sum = null, count]: readonly Cell[]): Facts {
  return { min, max, mean, stdev, sum, count: Number(count ?? 0) };
}

function finiteOf(table: Table, column: string | undefined): string {
  const { number, kind } = numericOf(table, column);
  return kind === 'number' ? `CASE WHEN isfinite(${number}) THEN ${number} END` : number;
}

async function ofNumbers(session: Session, table: Table, asked: Expectation, { numbers, counts }: Sources): Promise<Found> {
  const number = finiteOf(table, asked.column);
  const column = asked.column ?? '';
  const fact = /expect_column_(min|max|mean|stdev|sum)_to/.exec(asked.type)?.[1] as Fact | undefined;
  const known = await numbers(column);
  const { min: least, max: largest, count } = known;
  if (fact) return { observed: known[fact], success: typeof known[fact] === 'number' && isInRange(known[fact], asked) };
  if (typeof least !== 'number' || typeof largest !== 'number') return { observed: null, success: false };
  const counted = await counts(column);
  const quantiles = (qs: readonly number[]) =>
    counted
      ? countedQuantiles(session, `(SELECT ${number} AS v, ${counted.times} AS n FROM ${counted.from} WHERE ${number} IS NOT NULL)`, qs, count)
      : closeIn(session, { view: table.view, number, count }, [least, largest], qs);
  if (asked.type === 'expect_column_median_to_be_between') {
    const [median] = await quantiles([0.5]);
    return { observed: median?.value ?? null, success: median !== undefined && isInRange(median.value, asked) };
  }
  const { quantiles: qs = [], value_ranges: ranges = [] } = asked.quantile_ranges ?? {};
  const values = (await quantiles(qs)).map(({ value }) => value);
  const success = ranges.every(([from, to], index) => (from === null || values[index]! >= from) && (to === null || values[index]! <= to));
  return { observed: values, success };
}

async function ofValues(session: Session, table: Table, asked: Expectation, counts: CountValues): Promise<Found> {
  const column = columnOf(table, asked.column);
  const { sql } = column;
  const known = await counts(column.name);
  // Every value that is there, with how often.
  const each = known
    ? `(SELECT ${sql}, ${known.times} AS how_often FROM ${known.from} WHERE ${sql} IS NOT NULL)`
    : `(SELECT ${sql}, count(*) AS how_often FROM ${table.view} WHERE ${sql} IS NOT NULL GROUP BY 1)`;
  const set = asked.value_set ?? [];
  const isIn = `coalesce(${within(column, set)}, false)`;
  if (asked.type === 'expect_column_unique_value_count_to_be_between' || asked.type === 'expect_column_proportion_of_unique_values_to_be_between') {
    const [distinct = 0, count = 0] = (await session.row(`SELECT count(*), sum(how_often) FROM ${each}`)).map(Number);
    const observed = asked.type.includes('proportion') ? (count > 0 ? distinct / count : 0) : distinct;
    return { observed, success: isInRange(observed, asked) };
  }
  if (asked.type === 'expect_column_most_common_value_to_be_in_set') {
    const [most] = await session.rows(`SELECT ${sql}, ${isIn} FROM ${each} ORDER BY how_often DESC, 1 LIMIT 1`);
    return { observed: most?.[0] ?? null, success: most?.[1] === true };
  }
  const others = (await session.rows(`SELECT ${sql} FROM ${each} WHERE NOT ${isIn} ORDER BY 1 LIMIT ${shown}`)).map(([value = null]) => value);
  const inside = await session.count(`SELECT count(*) FROM ${each} WHERE ${isIn}`);
  if (asked.type === 'expect_column_distinct_values_to_be_in_set') return { observed: others, success: others.length === 0 };
  const hasAll = inside === new Set(set.map(String)).size;
  if (asked.type === 'expect_column_distinct_values_to_contain_set') return { observed: inside, success: hasAll };
  return { observed: others, success: hasAll && others.length === 0 };
}
