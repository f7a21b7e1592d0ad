/** `eventRows`: who did what to which model, when and why. Only ever added to, in the transaction that makes the change. */
import type { AliasMove, RegistryEvent } from '../../contract/registry.ts';
import type { Storage } from '../../storage/index.ts';
import { fromJson } from './json.ts';

export interface Author {
  by: string;
  comment?: string;
}

export interface NewEvent extends Author {
  model: number;
  name: string;
  kind: RegistryEvent['kind'];
  version?: number;
  subject?: string;
  before?: string | null;
  after?: string | null;
  forced?: readonly string[];
}

type Row = Omit<RegistryEvent, 'version' | 'forced'> & { version: number | null; forced: string };
type MoveRow = Omit<AliasMove, 'forced'> & { forced: string };

/** A history is read as a list: a tag of 100,000 characters is shown where it is kept. */
const longestValue = 500;
const columns = 'id, made_at AS at, made_by AS by, comment, name, kind, version, subject, before, after, forced';

export function eventRows({ db }: Pick<Storage, 'db'>, now: () => number) {
  const insert = db.prepare(
    `INSERT INTO registry_events (model, name, kind, version, subject, before, after, made_by, made_at, comment, forced)
     VALUES (@model, @name, @kind, @version, @subject, @before, @after, @by, @at, @comment, @forced)`,
  );
  const moves = db.prepare<[number], MoveRow>(
    `SELECT id, made_at AS at, made_by AS by, comment, subject AS alias, before AS "from", after AS "to", forced FROM registry_events
     WHERE model = ? AND kind = 'alias' ORDER BY id DESC LIMIT 1000`,
  );
  const move = db.prepare<[number, number], { alias: string; to: string | null }>(
    `SELECT subject AS alias, after AS "to" FROM registry_events WHERE model = ? AND id = ? AND kind = 'alias'`,
  );
  const ofModel = db.prepare<[number, number], Row>(`SELECT ${columns} FROM registry_events WHERE model = ? ORDER BY id DESC LIMIT ?`);
  const all = db.prepare<[number], Row>(`SELECT ${columns} FROM registry_events ORDER BY id DESC LIMIT ?`);
  const toEvent = (row: Row): RegistryEvent => ({ ...row, version: row.version?.toString() ?? null, forced: fromJson(row.forced) });

  return {
    add({ comment = '', forced = [], version, subject, before, after, ...event }: NewEvent): void {
      const values = { subject: subject ?? null, before: cut(before), after: cut(after), version: version ?? null };
      insert.run({ ...event, ...values, comment, forced: JSON.stringify(forced), at: now() });
    },
    moves: (model: number): AliasMove[] => moves.all(model).map((row) => ({ ...row, forced: fromJson(row.forced) })),
    move: (model: number, id: number) => move.get(model, id),
    ofModel: (model: number, limit: number) => ofModel.all(model, limit).map(toEvent),
    all: (limit: number) => all.all(limit).map(toEvent),
  };
}

export type EventRows = ReturnType<typeof eventRows>;

function cut(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return value.length > longestValue ? `${value.slice(0, longestValue - 1)}…` : value;
}
