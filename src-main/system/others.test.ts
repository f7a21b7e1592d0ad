import { expect, it, onTestFinished } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import { openDatabase } from '../storage/index.ts';
import { createOthers } from './others.ts';

function open() {
  const { core, dispose } = openTestCore();
  const other = openDatabase(core.home.database);
  onTestFinished(async () => {
    await other.close();
    await dispose();
  });
  const told: string[] = [];
  core.changes.listen(({ topic }) => told.push(topic));
  const write = (db: typeof other.db, value: string) => db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run('x', value);
  return { core, other, told, write };
}

it('tells what another process wrote, as soon as it has written, and what of it', async () => {
  const { core, other, told, write } = open();
  const leave = createOthers(core, 1).attend();
  write(other.db, '1');
  await expect.poll(() => told, { timeout: 20_000 }).toEqual(expect.arrayContaining(['runs', 'tracking', 'datasets', 'settings']));
  expect(told).not.toContain('endpoints');
  leave();
});

it('says nothing of what this process writes itself, nor of what was written before', () => {
  const { core, other, told, write } = open();
  write(other.db, '1');
  const others = createOthers(core, 1);
  const leave = others.attend();
  write(core.storage.db, '2');
  expect(others.look()).toBe(false);
  expect(told).toEqual([]);
  write(other.db, '3');
  expect(others.look()).toBe(true);
  expect(others.look()).toBe(false);
  leave();
});
