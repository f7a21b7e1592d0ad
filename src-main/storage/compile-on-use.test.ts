import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { compileOnUse } from './compile-on-use.ts';

function opened() {
  const db = new Sqlite(':memory:');
  compileOnUse(db);
  return db;
}

test('a statement may be declared before its table, in whatever mode, and is compiled once it is used', () => {
  const db = opened();
  const names = db.prepare<[], string>('SELECT name FROM later ORDER BY name').pluck();
  const rows = db.prepare('SELECT name, 1 FROM later ORDER BY name').raw();
  const put = db.prepare('INSERT INTO later VALUES (?)');
  expect(() => names.all()).toThrow(/no such table/);
  db.exec('CREATE TABLE later (name TEXT)');
  expect([put.run('a').changes, put.run('b').changes]).toEqual([1, 1]);
  expect(names.all()).toEqual(['a', 'b']);
  expect([...rows.iterate()]).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
  expect(names.pluck(false).get()).toEqual({ name: 'a' });
  expect(rows.columns().map(({ name }) => name)).toEqual(['name', '1']);
});

test('what stands in a statement can be asked before it is used', () => {
  const db = opened();
  const one = db.prepare('SELECT ? AS n').bind(7);
  expect([one.source, one.reader, one.readonly, one.busy, one.database === db]).toEqual(['SELECT ? AS n', true, true, false, true]);
  expect(one.expand().get()).toEqual({ $: { n: 7 } });
  expect(db.prepare('SELECT 9007199254740993 AS n').safeIntegers().get()).toEqual({ n: 9007199254740993n });
});
