/**
 * `compileOnUse`: SQLite compiles a statement when it is first used, not when it is declared. A lab declares over four hundred as it opens, and its first
 * screen asks some thirty of them: 8 ms of what a person waits for.
 */
import type Sqlite from 'better-sqlite3';

export function compileOnUse(db: Sqlite.Database): void {
  const compile = db.prepare.bind(db);
  db.prepare = ((source: string) => new LaterStatement(() => compile(source))) as unknown as Sqlite.Database['prepare'];
}

type Statement = Sqlite.Statement<unknown[], unknown>;
type Mode = (statement: Statement) => unknown;

class LaterStatement {
  private compiled: Statement | null = null;
  private modes: Mode[] = [];
  private readonly compile: () => Statement;

  constructor(compile: () => Statement) {
    this.compile = compile;
  }

  private ready(): Statement {
    if (this.compiled) return this.compiled;
    const statement = this.compile();
    for (const apply of this.modes) apply(statement);
    this.compiled = statement;
    return statement;
  }

  private as(mode: Mode): this {
    if (this.compiled) mode(this.compiled);
    else this.modes.push(mode);
    return this;
  }

  run(...params: unknown[]) {
    return this.ready().run(...params);
  }
  get(...params: unknown[]) {
    return this.ready().get(...params);
  }
  all(...params: unknown[]) {
    return this.ready().all(...params);
  }
  iterate(...params: unknown[]) {
    return this.ready().iterate(...params);
  }
  columns() {
    return this.ready().columns();
  }
  pluck(toggle = true) {
    return this.as((statement) => statement.pluck(toggle));
  }
  raw(toggle = true) {
    return this.as((statement) => statement.raw(toggle));
  }
  expand(toggle = true) {
    return this.as((statement) => statement.expand(toggle));
  }
  safeIntegers(toggle = true) {
    return this.as((statement) => statement.safeIntegers(toggle));
  }
  bind(...params: unknown[]) {
    return this.as((statement) => statement.bind(...params));
  }

  get source() {
    return this.ready().source;
  }
  get reader() {
    return this.ready().reader;
  }
  get readonly() {
    return this.ready().readonly;
  }
  get busy() {
    return this.ready().busy;
  }
  get database() {
    return this.ready().database;
  }
}
