/** The queue over two cores on one home, each with a connection of its own: limits are the home's, not a core's. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { isAlive, leave, newOwner } from '../../common/owner.ts';
import { openTestCore } from '../../common/test-core.ts';
import { openDatabase } from '../../storage/index.ts';
import { createFakeEngine } from '../test-support/fake-engine.ts';
import { openTestLab } from '../test-support/lab.ts';
import { createQueueStore } from './store.ts';

test('the memory that steps of another living core have is counted, and forgotten with that core', async () => {
  const { core, dispose } = openTestCore();
  const other = openDatabase(core.home.database);
  const [ours, theirs] = [newOwner(), newOwner()];
  try {
    const rows = createQueueStore(core.storage);
    expect(rows.bytesOfOthers(ours)).toBe(0);
    const run = other.db.prepare(
      "INSERT INTO pipeline_runs (run_id, pipeline, solution, engine, status, params, plan, started_at, owner) VALUES (?, 'p', 'workspace', 'process', 'running', '{}', '{}', 0, ?)",
    );
    const attempt = other.db.prepare(
      "INSERT INTO step_attempts (launch_id, run_id, step_id, attempt, status, started_at, memory) VALUES (?, ?, 's', 1, 'running', 0, ?)",
    );
    const begin = (owner: string, bytes: number) => {
      const id = randomBytes(4).toString('hex');
      run.run(id, owner);
      attempt.run(`${id}.1`, id, bytes);
    };
    begin(theirs, 3);
    begin(ours, 5);
    await expect.poll(() => rows.bytesOfOthers(ours)).toBe(3);
    leave(theirs);
    expect(isAlive(theirs)).toBe(false);
    begin(ours, 1);
    await expect.poll(() => rows.bytesOfOthers(ours)).toBe(0);
  } finally {
    await other.close();
    leave(ours);
    await dispose();
  }
});

test('of two cores that give the same memory at the same moment, the second one waits', async () => {
  const engine = createFakeEngine();
  const files = { 'pipeline.yaml': 'name: um\nsteps:\n  - { id: a, run: a.ts, cache: false }\n', 'a.ts': '' };
  await using lab = openTestLab(engine, files, 2, { memoryBytes: 2 ** 30, runs: null, tags: {} });
  const other = openDatabase(lab.core.home.database);
  const theirs = newOwner();
  // It begins its program in the very moment between our slot and our write.
  const { write } = lab.core.storage;
  let once = true;
  const { runId } = await lab.pipelines.start({ pipeline: 'um' });
  const stop = lab.core.changes.listen(({ topic }) => {
    if (topic !== 'queue' || !once) return;
    once = false;
    other.db.exec(`INSERT INTO pipeline_runs (run_id, pipeline, solution, engine, status, params, plan, started_at, owner)
      VALUES ('theirs', 'p', 'workspace', 'process', 'running', '{}', '{}', 0, '${theirs}');
      INSERT INTO step_attempts (launch_id, run_id, step_id, attempt, status, started_at, memory) VALUES ('theirs.1', 'theirs', 's', 1, 'running', 0, ${2 ** 30});`);
  });
  try {
    await expect.poll(() => once).toBe(false);
    await write(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(engine.started).toEqual([]);
    expect(lab.pipelines.queue().memory.usedBytes).toBe(2 ** 30);
    other.db.exec("UPDATE step_attempts SET status = 'succeeded' WHERE launch_id = 'theirs.1'");
    expect((await lab.pipelines.finished(runId)).status).toBe('succeeded');
  } finally {
    stop();
    await other.close();
    leave(theirs);
  }
});
