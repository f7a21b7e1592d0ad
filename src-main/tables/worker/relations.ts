/**
 * `relations`: how columns go together. Pearson's and Spearman's coefficient of each pair of numbers, Cramér's V of each pair of categories, over the rows
 * in which both are present. Ranks are sorted for: of a large table, every so many rows are read, the same ones each time.
 */
import type { Cell, RelationMethod, TableColumn, TableRelations } from '../../contract/tables.ts';
import type { TableFile } from '../tables.ts';
import { cramersV } from './cramer.ts';
import { isNumeric } from './kinds.ts';
import type { Session } from './session.ts';
import { openTable } from './source.ts';
import { name } from './sql.ts';

const mostRows = 250_000;
const mostColumns = 20;
/** More columns than these are not looked at. */
const mostCandidates = 80;
const mostCategories = 50;

type Pair = TableRelations['pairs'][number];

interface Taken {
  readonly name: string;
  /** As the table `related` calls it. */
  readonly as: string;
  readonly isWhole: boolean;
}

export async function relations(session: Session, { file }: { file: TableFile }): Promise<TableRelations> {
  session.progress('reading', 0, 0.3);
  const table = await openTable(session, file);
  const rows = await session.count(`SELECT count(*) FROM ${table.view}`);
  const candidates = table.columns.filter(({ kind }) => isNumeric(kind) || kind === 'text' || kind === 'boolean').slice(0, mostCandidates);
  if (candidates.length === 0 || rows === 0) return { rows, read: rows, numbers: [], categories: [], left: names(table.columns), pairs: [] };
  session.progress('columns', 0.3, 0.2);
  const every = Math.ceil(rows / mostRows);
  const list = candidates.map((column, index) => `${readAs(column)} AS c${index}`);
  const some = every > 1 ? `WHERE (${name(table.row)} - 1) % ${every} = 0` : '';
  await session.run(`CREATE TEMP TABLE related AS SELECT ${list.join(', ')} FROM ${table.view} ${some}`);
  const asked = candidates.map((_, index) => `count(c${index}), count(DISTINCT c${index})`);
  const [read = 0, ...found] = (await session.row(`SELECT count(*), ${asked.join(', ')} FROM related`)).map(Number);
  const about = candidates.map(({ name, kind }, index) => {
    const [present = 0, distinct = 0] = found.slice(2 * index, 2 * index + 2);
    return { name, as: `c${index}`, isNumber: isNumeric(kind), distinct, isWhole: present === read };
  });
  const numbers = about.filter(({ isNumber, distinct }) => isNumber && distinct > 1).slice(0, mostColumns);
  const categories = about.filter(({ isNumber, distinct }) => !isNumber && distinct > 1 && distinct <= mostCategories).slice(0, mostColumns);
  session.progress('relations', 0.5);
  const pearson = await coefficients(session, 'pearson', 'related', pairsOf(numbers));
  session.progress('relations', 0.6);
  const spearman = await ranked(session, numbers);
  const cramer: Pair[] = [];
  const pairs = pairsOf(categories);
  for (const [index, pair] of pairs.entries()) {
    session.progress('relations', 0.8 + (0.2 * index) / pairs.length);
    cramer.push(...(await associated(session, pair)));
  }
  const taken = new Set([...numbers, ...categories].map((column) => column.name));
  const left = names(table.columns).filter((column) => !taken.has(column));
  return { rows, read, numbers: names(numbers), categories: names(categories), left, pairs: [...pearson, ...spearman, ...cramer] };
}

const names = (columns: readonly { name: string }[]) => columns.map((column) => column.name);

function readAs({ name: column, kind }: TableColumn): string {
  if (kind === 'number') return `CASE WHEN isfinite(${name(column)}) THEN ${name(column)} END`;
  return isNumeric(kind) ? `${name(column)}::DOUBLE` : `${name(column)}::VARCHAR`;
}

function pairsOf(columns: readonly Taken[]): (readonly [Taken, Taken])[] {
  return columns.flatMap((a, index) => columns.slice(index + 1).map((b) => [a, b] as const));
}

/** All of them in one pass. */
async function coefficients(session: Session, method: RelationMethod, from: string, pairs: readonly (readonly [Taken, Taken])[]): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const asked = pairs.map(([a, b]) => `corr(${a.as}, ${b.as}), regr_count(${a.as}, ${b.as})`);
  const found = await session.row(`SELECT ${asked.join(', ')} FROM ${from}`);
  return pairs.flatMap(([a, b], index) => coefficient(method, [a, b], found[2 * index] ?? null, found[2 * index + 1] ?? 0));
}

function coefficient(method: RelationMethod, [a, b]: readonly [Taken, Taken], value: Cell, rows: Cell): Pair[] {
  if (typeof value !== 'number') return []; // one of them does not vary where both are present
  return [{ method, a: a.name, b: b.name, value: Math.max(-1, Math.min(1, value)), rows: Number(rows) }];
}

/** Pearson's of the ranks. Columns that are whole are ranked once; others, for each pair, among the rows that have both. */
async function ranked(session: Session, numbers: readonly Taken[]): Promise<Pair[]> {
  const whole = numbers.filter(({ isWhole }) => isWhole);
  const pairs = pairsOf(numbers);
  const rest = pairs.filter(([a, b]) => !a.isWhole || !b.isWhole);
  if (whole.length > 1) {
    await session.run(`CREATE TEMP TABLE ranked AS SELECT ${whole.map(({ as }) => `${rankOf(as)} AS ${as}`).join(', ')} FROM related`);
  }
  const found = await coefficients(session, 'spearman', 'ranked', pairsOf(whole));
  for (const [index, [a, b]] of rest.entries()) {
    session.progress('relations', 0.65 + (0.15 * index) / rest.length);
    const both = `SELECT ${rankOf(a.as)} AS ${a.as}, ${rankOf(b.as)} AS ${b.as} FROM related WHERE ${a.as} IS NOT NULL AND ${b.as} IS NOT NULL`;
    found.push(...(await coefficients(session, 'spearman', `(${both})`, [[a, b]])));
  }
  return found;
}

/** What is equal shares the mean of its places. */
function rankOf(column: string): string {
  return `rank() OVER (ORDER BY ${column}) + (count(*) OVER (PARTITION BY ${column}) - 1) / 2.0`;
}

async function associated(session: Session, [a, b]: readonly [Taken, Taken]): Promise<Pair[]> {
  const cells = await session.rows(`SELECT ${a.as}, ${b.as}, count(*) FROM related WHERE ${a.as} IS NOT NULL AND ${b.as} IS NOT NULL GROUP BY ALL`);
  const counts = cells.map(([x = null, y = null, count]) => ({ x: String(x), y: String(y), count: Number(count) }));
  return coefficient(
    'cramer',
    [a, b],
    cramersV(counts),
    counts.reduce((sum, { count }) => sum + count, 0),
  );
}
