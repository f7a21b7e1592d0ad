/** `readBeginnings`: what the first rows tell of each column, to choose how it is read: how many values differ, and whether they only grow. */
import { isInstant, isNumeric } from './kinds.ts';
import type { Session } from './session.ts';
import type { Table } from './source.ts';
import { name } from './sql.ts';

export interface Beginning {
  /** Counting each value is cheap: most of them repeat. */
  readonly repeats: boolean;
  readonly grows: boolean;
}

const judgedRows = 200_000;
/** The count is a sketch, which may be a tenth off. */
const mostlyDifferent = 0.75;

export async function readBeginnings(session: Session, { view, columns }: Table): Promise<Beginning[]> {
  if (columns.length === 0) return [];
  const lagged = columns.map(({ name: column }, index) => `${name(column)} AS v${index}, lag(${name(column)}) OVER () AS e${index}`);
  const asked = columns.map((_, index) => `approx_count_distinct(v${index}), count(*) FILTER (v${index} <= e${index}), count(v${index})`);
  const found = await session.row(`SELECT ${asked.join(', ')} FROM (SELECT ${lagged.join(', ')} FROM (SELECT * FROM ${view} LIMIT ${judgedRows}))`);
  return columns.map(({ kind }, index) => {
    const [distinct = 0, falls = 0, present = 0] = found.slice(index * 3, index * 3 + 3).map(Number);
    const grows = falls === 0 && (isNumeric(kind) || isInstant(kind));
    return { grows, repeats: present < 1000 || (!grows && distinct <= present * mostlyDifferent) };
  });
}

type Answers = WeakMap<Session, Map<string, Promise<boolean>>>;
const growing: Answers = new WeakMap();
const whole: Answers = new WeakMap();

/** Whether every value is larger than the one before it: then none repeats, and the file's order is theirs. One pass that keeps nothing, made once. */
export function onlyGrows(session: Session, view: string, column: string): Promise<boolean> {
  return once(growing, session, `${view}.${column}`, () => looksForFall(session, view, column));
}

/** Whether every row has a value; a file of Parquet tells that without being read. */
export function isWhole(session: Session, view: string, column: string): Promise<boolean> {
  return once(whole, session, `${view}.${column}`, async () => {
    const [rows, present] = await session.row(`SELECT count(*), count(${name(column)}) FROM ${view}`);
    return rows === present;
  });
}

function once(known: Answers, session: Session, about: string, ask: () => Promise<boolean>): Promise<boolean> {
  const answers = known.get(session) ?? new Map<string, Promise<boolean>>();
  known.set(session, answers);
  const answer = answers.get(about) ?? ask();
  answers.set(about, answer);
  return answer;
}

async function looksForFall(session: Session, view: string, column: string): Promise<boolean> {
  const it = name(column);
  const falls = `SELECT 1 FROM (SELECT ${it} AS v, lag(${it}) OVER () AS e FROM ${view} WHERE ${it} IS NOT NULL) WHERE v <= e LIMIT 1`;
  return (await session.rows(falls)).length === 0;
}
