/** `checkSuite`: a suite against a table. All expectations of rows are judged in one pass; only those that fail are looked at again, for their rows. */
import type { Expectation, ExpectationResult, SuiteResult } from '../../contract/expectations.ts';
import { type CountValues, countValues, name, openTable, type Session, type Table } from '../../tables/worker/index.ts';
import type { CheckArgs } from '../protocol.ts';
import { splitRows } from './quarantine.ts';
import { type RowTest, rowTest } from './rows.ts';
import { Unfit } from './values.ts';
import { numbersOf, wholeTest } from './wholes.ts';

interface Judged {
  readonly asked: Expectation;
  test: RowTest | null;
  result: ExpectationResult;
}

export async function checkSuite(session: Session, { file, ...args }: CheckArgs): Promise<SuiteResult> {
  session.progress('reading', 0, 0.3);
  return checkTable(session, await openTable(session, file), args);
}

/** The same of a table that is open. */
export async function checkTable(session: Session, table: Table, { suite, examples, split }: Omit<CheckArgs, 'file'>): Promise<SuiteResult> {
  session.progress('checking', 0.3);
  const counts = countValues(session, table);
  const judged = suite.expectations.map((asked): Judged => ({ asked, test: null, result: unjudged(asked) }));
  for (const [index, each] of judged.entries()) {
    session.progress('checking', 0.3 + (0.2 * index) / judged.length);
    await attempt(each, async () => {
      each.test = await rowTest(session, table, each.asked, index);
    });
  }
  session.progress('checking', 0.5, 0.2);
  const { rows, quarantined } = await judgeRows(session, table, judged, counts);
  const numbers = numbersOf(session, table, counts);
  for (const [index, each] of judged.entries()) {
    session.progress('checking', 0.7 + (0.2 * index) / judged.length);
    if (each.test) await showRows(session, table, each, examples);
    else if (!each.result.problem)
      await attempt(each, async () => void Object.assign(each.result, await wholeTest(session, table, rows, each.asked, { numbers, counts })));
  }
  session.progress('writing', 0.9, 0.1);
  const critical = judged.flatMap(({ asked, test }) => (asked.severity === 'critical' && test ? [{ asked, test }] : []));
  if (split) await splitRows(session, table, critical, split);
  const results = judged.map(({ result }) => result);
  const failed = (severity: Expectation['severity']) =>
    results.filter(({ success, expectation }) => !success && expectation.severity === severity).length;
  return {
    suite: suite.suite,
    success: failed('critical') === 0,
    rows,
    quarantined,
    failed: { critical: failed('critical'), warning: failed('warning'), info: failed('info') },
    results,
  };
}

/** One that cannot be judged fails by itself; the others go on. */
async function attempt(each: Judged, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    each.result.problem = error.problem;
  }
}

type Tested = Judged & { test: RowTest };

/** Conditions on one value are worked out once for each value; the others once for each row, with those that send rows into quarantine. */
async function judgeRows(
  session: Session,
  table: Table,
  judged: readonly Judged[],
  counts: CountValues,
): Promise<{ rows: number; quarantined: number }> {
  const tested = judged.filter((each): each is Tested => each.test !== null);
  const byRow: Tested[] = [];
  // For these no row has to be looked at.
  const isPlain = ({ test }: Tested) => test.judged === 'true' && test.fails === 'false';
  for (const each of tested) if (!isPlain(each) && !(await judgeValues(session, each, counts))) byRow.push(each);
  const critical = tested.filter(
    (each) => each.asked.severity === 'critical' && each.test.fails !== 'false' && (byRow.includes(each) || each.result.unexpected > 0),
  );
  const needed = tested.filter((each) => byRow.includes(each) || critical.includes(each));
  const conditions = needed.flatMap(({ test }, index) => [`(${test.judged}) AS j${index}`, `(${test.fails}) AS f${index}`]);
  const asked = byRow.flatMap((each) => [`count(*) FILTER (j${needed.indexOf(each)})`, `count(*) FILTER (f${needed.indexOf(each)})`]);
  const together = critical.map((each) => `f${needed.indexOf(each)}`).join(' OR ') || 'false';
  const [rows = 0, quarantined = 0, ...found] = (
    await session.row(
      `SELECT ${['count(*)', `count(*) FILTER (${together})`, ...asked].join(', ')} FROM (SELECT ${['1 AS one', ...conditions].join(', ')} FROM ${table.view})`,
    )
  ).map(Number);
  for (const each of tested) if (isPlain(each)) decide(each, rows, 0);
  for (const [index, each] of byRow.entries()) decide(each, found[2 * index] ?? 0, found[2 * index + 1] ?? 0);
  for (const { result, test } of tested) Object.assign(result, { missing: rows - result.judged, columns: [...test.columns] });
  return { rows, quarantined };
}

async function judgeValues(session: Session, each: Tested, counts: CountValues): Promise<boolean> {
  const { ofValue, columns, judged, fails } = each.test;
  const counted = ofValue ? await counts(columns[0]!) : null;
  if (!counted) return false;
  const { from, times } = counted;
  const of = (condition: string) => `coalesce(sum(${times}) FILTER (${condition}), 0)`;
  const [considered = 0, unexpected = 0] = (await session.row(`SELECT ${of(judged)}, ${of(fails)} FROM ${from}`)).map(Number);
  decide(each, considered, unexpected);
  return true;
}

function decide({ asked, result }: Judged, judged: number, unexpected: number): void {
  const success = judged === 0 || (judged - unexpected) / judged >= (asked.mostly ?? 1);
  Object.assign(result, { success, judged, unexpected });
}

async function showRows(session: Session, table: Table, { test, result }: Judged, examples: number): Promise<void> {
  if (!test || result.unexpected === 0 || examples === 0) return;
  const row = name(table.row);
  const list = test.columns.map(name).join(', ');
  // A plain pass comes in the file's order, and ends with the last row that is shown.
  const order = test.fails.includes('SELECT') ? `ORDER BY ${row}` : '';
  const rows = await session.rows(`SELECT ${row}, ${list} FROM ${table.view} WHERE ${test.fails} ${order} LIMIT ${examples}`);
  result.examples = rows.map(([number, ...values]) => ({ row: Number(number), values }));
}

function unjudged(expectation: Expectation): ExpectationResult {
  return { expectation, success: false, problem: null, observed: null, judged: 0, missing: 0, unexpected: 0, columns: [], examples: [] };
}
