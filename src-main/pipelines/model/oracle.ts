/** The oracle: what must hold of a run that has ended, whatever was done to it on its way. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Core } from '../../common/core.ts';
import type { RunStatus, StepStatus } from '../../contract/pipelines.ts';
import { createStore } from '../store.ts';
import { checkBuiltin } from './builtins.ts';
import type { Action, Case } from './plans.ts';
import { metricOf, outcomeOf, type World } from './world.ts';

const legalMoves: Record<StepStatus, readonly StepStatus[]> = {
  pending: ['paused', 'running', 'cached', 'skipped', 'cancelled', 'failed'],
  paused: ['pending', 'running', 'cached', 'cancelled', 'failed'],
  running: ['waiting', 'succeeded', 'failed', 'cancelled'],
  waiting: ['running', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
  skipped: [],
  cached: [],
};
const legalRuns: Record<RunStatus, readonly RunStatus[]> = {
  pending: ['running', 'cancelled'],
  running: ['succeeded', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
};

/** Keeps every move between states that is committed. */
export function watchMoves({ storage }: Pick<Core, 'storage'>): { moves(): { what: 'step' | 'run'; from: string; to: string }[] } {
  const { db } = storage;
  db.exec(`CREATE TEMP TABLE moves (what TEXT, "from" TEXT, "to" TEXT);
    CREATE TEMP TRIGGER steps_moved AFTER UPDATE OF status ON main.step_runs WHEN old.status <> new.status
      BEGIN INSERT INTO moves VALUES ('step', old.status, new.status); END;
    CREATE TEMP TRIGGER runs_moved AFTER UPDATE OF status ON main.pipeline_runs WHEN old.status <> new.status
      BEGIN INSERT INTO moves VALUES ('run', old.status, new.status); END;`);
  const read = db.prepare<[], { what: 'step' | 'run'; from: string; to: string }>('SELECT DISTINCT * FROM moves');
  const forget = db.prepare('DELETE FROM moves');
  return {
    moves() {
      const found = read.all();
      forget.run();
      return found;
    },
  };
}

export function checkMoves(moves: readonly { what: 'step' | 'run'; from: string; to: string }[]): void {
  const illegal = moves.filter(({ what, from, to }) =>
    what === 'step' ? !legalMoves[from as StepStatus].includes(to as StepStatus) : !legalRuns[from as RunStatus].includes(to as RunStatus),
  );
  expect(illegal).toEqual([]);
}

/** Of a run: its results are what a fresh run would give, each effect is there once, and its states follow from what failed. */
export function checkRun(core: Core, played: Case, action: Action, runId: string): void {
  const { steps } = played;
  const store = createStore(core.storage);
  const run = store.run(runId)!;
  const records = new Map(store.steps(runId).map((record) => [record.id, record]));
  const { db } = core.storage;
  const attempts = db
    .prepare<[string], { step_id: string; status: string; attempt: number }>('SELECT step_id, status, attempt FROM step_attempts WHERE run_id = ?')
    .all(runId);
  const textOf = (digest: string) => readFileSync(core.artifacts.path(digest), 'utf8');
  const failing = new Map(action.failing.map(({ step, times }) => [step % steps.length, times]));
  const good = (id: string) => ['succeeded', 'cached'].includes(records.get(id)!.status);
  const kept = new Set(run.plan.rerun?.kept);
  const left = new Set(run.plan.rerun?.left);
  const wasCancelled = [...records.values()].some(({ status }) => status === 'cancelled');

  for (const plan of run.plan.steps) {
    const record = records.get(plan.id)!;
    const about = `${plan.id} (${record.status})`;
    if (plan.kind !== 'run') {
      checkBuiltin(core, played, plan, records, wasCancelled || left.has(plan.id) || kept.has(plan.id));
      continue;
    }
    const edits = store.debug.editsOf(runId, plan.id);
    const mine = attempts.filter(({ step_id }) => step_id === plan.id);
    const ends = mine.filter(({ status }) => status !== 'lost');
    expect(
      mine.filter(({ status }) => status === 'running'),
      about,
    ).toEqual([]);
    expect(ends.filter(({ status }) => status === 'succeeded').length, about).toBe(record.status === 'succeeded' ? 1 : 0);
    expect(new Set(ends.map(({ attempt }) => attempt)).size, `${about}: each attempt ends once`).toBe(ends.length);

    const said = db
      .prepare<[string, string, string], { n: number }>('SELECT count(*) AS n FROM run_logs WHERE run_id = ? AND step_id = ? AND text = ?')
      .get(runId, plan.id, `linha de ${plan.id}`)!.n;
    expect(said, `${about}: no line of an attempt that ended is missing`).toBeGreaterThanOrEqual(
      ends.filter(({ status }) => status !== 'cancelled').length,
    );
    expect(said, `${about}: no line is there twice`).toBeLessThanOrEqual(mine.length);
    if (record.endedAt !== null && record.startedAt !== null) expect(record.endedAt, about).toBeGreaterThanOrEqual(record.startedAt);
    if (good(plan.id) && !kept.has(plan.id)) {
      const inputs = plan.inputs.flatMap(({ instances, source }) =>
        instances.map((id) => textOf(records.get(id)!.outputs.find(({ name }) => source.kind === 'step' && name === source.output)!.digest)),
      );
      const code = readFileSync(join(run.plan.codeDir, plan.run!), 'utf8');
      expect(textOf(record.outputs[0]!.digest), `${about}: as a fresh run would give it`).toBe(
        outcomeOf(code, { ...plan.params, ...edits?.params }, inputs).text,
      );
    }
    if (wasCancelled || left.has(plan.id) || kept.has(plan.id)) continue;
    const blocked = plan.needs.some((id) => !good(id));
    const times = failing.get(Number(plan.stepId.slice(1))) ?? 0;
    if (blocked) expect(record.status, about).toBe('skipped');
    else if (record.status !== 'cached') {
      expect(record.status, about).toBe(times > plan.retries.max ? 'failed' : 'succeeded');
      expect(ends.length, about).toBe(Math.min(times, plan.retries.max) + 1);
    }
    if (edits && Object.keys(edits.params).length > 0) expect(record.status, `${about}: edited by hand`).not.toBe('cached');
    if (record.status === 'cached') {
      expect(mine, about).toEqual([]);
      expect(plan.cache && run.plan.cache, about).toBe(true);
    }
  }
  const statuses = new Set([...records.values()].map(({ status }) => status));
  const expected = statuses.has('cancelled') ? 'cancelled' : statuses.has('failed') ? 'failed' : 'succeeded';
  expect(run.status).toBe(expected);
  expect(run.endedAt! - run.startedAt, 'no run takes less than no time').toBeGreaterThanOrEqual(0);
}

/** What tracking was told: every point once, and the run of the whole ended. */
export function checkTracking(core: Core, runId: string): void {
  const run = createStore(core.storage).run(runId)!;
  const { db } = core.storage;
  for (const record of createStore(core.storage).steps(runId)) {
    const trackingRun = record.trackingRunId ?? run.trackingRunId;
    if (trackingRun === null || !record.id.startsWith('s') || !['succeeded', 'cached', 'failed'].includes(record.status)) continue;
    const points = db
      .prepare<[string, string], { step: number }>(
        'SELECT m.step FROM metrics m JOIN runs r ON r.id = m.run WHERE r.run_id = ? AND m.key = ? ORDER BY m.step',
      )
      .all(trackingRun, metricOf(record.id))
      .map(({ step }) => step);
    if (record.status === 'cached') expect(points.length, `${record.id}: told again once`).toBe(1);
    else expect(points, `${record.id}: each attempt told once`).toEqual(Array.from({ length: record.attempts }, (_, index) => index + 1));
  }
  const open = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM runs WHERE status = 'RUNNING'").get()!;
  expect(open.n, 'tracking runs left open').toBe(0);
}

/** Nothing is left over once all runs have ended. */
export function checkLeftovers(core: Core, world: World): void {
  const { db } = core.storage;
  const count = (sql: string) => db.prepare<[], { n: number }>(sql).get()!.n;
  expect(world.left(), 'programs').toEqual([]);
  expect(
    readdirSync(core.home.runs).filter((name) => name !== 'code'),
    'folders',
  ).toEqual([]);
  expect(count("SELECT count(*) AS n FROM pipeline_runs WHERE status IN ('pending', 'running')"), 'open runs').toBe(0);
  expect(count("SELECT count(*) AS n FROM step_attempts WHERE status = 'running'"), 'open attempts').toBe(0);
  expect(count("SELECT count(*) AS n FROM step_runs WHERE status IN ('pending', 'paused', 'running', 'waiting')"), 'open steps').toBe(0);
  expect(count('SELECT count(*) AS n FROM step_pauses WHERE released_at IS NULL'), 'open pauses').toBe(0);
}
