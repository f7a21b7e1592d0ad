/**
 * The laws of firing, on real storage, while the clock is moved forward, backward and by hours at a time and several cores look:
 * an occasion is never fired twice, and with catch-up for all, none that the clock passed is lost.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import type { CatchUp, TriggerDefinition } from '../contract/triggers.ts';
import { chooseOccasions, graceMs } from './policy/catch-up.ts';
import { recordDue } from './record.ts';
import { openSchedule } from './schedule/schedule.ts';
import { timeSource } from './sources/time.ts';
import { createTriggerStore } from './store.ts';

let test_: ReturnType<typeof openTestCore>;
beforeAll(() => {
  test_ = openTestCore(undefined, 'memory');
});
afterAll(() => test_.dispose());

const minute = 60_000;
const hour = 60 * minute;
// A night in which the clocks of New York are set back.
const start = Date.UTC(2026, 9, 31, 20);
const move = fc.oneof(
  fc.integer({ min: 1, max: 10 * minute }),
  fc.integer({ min: 1, max: 26 * hour }),
  fc.integer({ min: -3 * hour, max: -1 }),
  fc.constant(0),
);
const policy = fc.record({ policy: fc.constantFrom('none' as const, 'last' as const, 'all' as const), max: fc.integer({ min: 1, max: 100 }) });
const pattern = fc.constantFrom('*/10 * * * *', '30 1 * * *', '0 * * * *');
let made = 0;

async function openTrigger(catchUp: CatchUp, of: string) {
  const { storage } = test_.core;
  const store = createTriggerStore(storage);
  const schedule = await openSchedule({ kind: 'cron', pattern: of, timezone: 'America/New_York' });
  const source = timeSource(schedule, catchUp);
  made += 1;
  const name = `t${made}`;
  const definition: TriggerDefinition = {
    pipeline: 'p',
    solution: 'workspace',
    engine: null,
    params: {},
    source: { kind: 'cron', pattern: of, timezone: 'America/New_York' },
    catchUp,
    overlap: 'queue',
    priority: 0,
    tags: [],
  };
  await storage.write(() => store.insert(name, definition, source.begin(start), null, start));
  const { id } = store.one(name)!;
  /** As a core does it: in one write, with the trigger as it is stored then; what it starts ends at once. */
  const look = (now: number) =>
    storage.write(() => {
      const ids = recordDue({ store, owner: 'core', newRunId: (at) => `${name}-${at}-${Math.random()}` }, store.byId(id)!, source, {
        now,
        grace: graceMs,
      });
      for (const firing of ids) store.conclude(firing, 'started', null);
    });
  const fired = () => store.history({ name, limit: 1000 }).filter(({ outcome }) => outcome === 'started');
  return { schedule, look, fired, history: () => store.history({ name, limit: 1000 }) };
}

test('no instant fires twice, whatever the clock does and however many look', async () => {
  await fc.assert(
    fc.asyncProperty(
      policy,
      pattern,
      fc.array(fc.tuple(move, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 12 }),
      async (catchUp, of, moves) => {
        const { look, fired, schedule, history } = await openTrigger(catchUp, of);
        let now = start;
        for (const [by, cores] of moves) {
          now += by;
          await Promise.all(Array.from({ length: cores }, () => look(now)));
        }
        const times = fired().map(({ dueAt }) => dueAt);
        expect(new Set(times).size).toBe(times.length);
        for (const { dueAt, recordedAt } of history()) {
          expect(schedule.next(dueAt - 1)).toBe(dueAt);
          expect(dueAt).toBeLessThanOrEqual(recordedAt);
        }
      },
    ),
    { numRuns: 120 },
  );
});

test('with catch-up for all, every instant that the clock passed while it went forward has fired, up to the bound', async () => {
  await fc.assert(
    fc.asyncProperty(pattern, fc.array(fc.integer({ min: 1, max: 9 * hour }), { minLength: 1, maxLength: 8 }), async (of, moves) => {
      const { look, fired, schedule } = await openTrigger({ policy: 'all', max: 100 }, of);
      let now = start;
      for (const by of moves) {
        now += by;
        await look(now);
      }
      const expected: number[] = [];
      for (let at = schedule.next(start); at !== null && at <= now; at = schedule.next(at)) expected.push(at);
      expect(
        fired()
          .map(({ dueAt }) => dueAt)
          .sort((a, b) => a - b),
      ).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('a clock that was years ahead and is set right silences nobody', async () => {
  const { look, fired } = await openTrigger({ policy: 'last', max: 1 }, '0 * * * *');
  await look(start + 4 * 365 * 24 * hour);
  await look(start + minute);
  const before = fired().length;
  await look(start + hour + minute);
  await look(start + 2 * hour + minute);
  expect(fired()).toHaveLength(before + 2);
});

test('of the choice: nothing is both fired and left out, nothing is forgotten, and no policy fires more than it may', () => {
  fc.assert(
    fc.property(policy, fc.boolean(), fc.array(fc.integer({ min: 0, max: 3 * hour }), { maxLength: 30 }), (catchUp, scheduled, ages) => {
      const now = start;
      const occasions = ages.sort((a, b) => b - a).map((age, index) => ({ key: String(index), at: now - age, subject: null }));
      const { fire, leftOut } = chooseOccasions(occasions, { now, policy: catchUp, scheduled });
      const late = fire.filter((occasion) => occasion.late);
      expect(fire.length + (leftOut?.occasions ?? 0)).toBe(occasions.length);
      expect(new Set(fire.map(({ key }) => key)).size).toBe(fire.length);
      expect(fire.map(({ at }) => at)).toEqual(fire.map(({ at }) => at).sort((a, b) => a - b));
      if (catchUp.policy === 'none') expect(late).toEqual([]);
      if (catchUp.policy === 'last') expect(late.length).toBeLessThanOrEqual(1);
      if (catchUp.policy === 'all') expect(late.length).toBeLessThanOrEqual(catchUp.max);
      if (scheduled) expect(fire.filter((occasion) => !occasion.late).length).toBeLessThanOrEqual(1);
    }),
  );
});
