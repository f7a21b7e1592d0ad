/** The decision about the queue against the limits that it must never pass. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, type Entry } from './decide.ts';

const entry = fc.record({
  admitted: fc.constantFrom(false, false, false, true),
  priority: fc.integer({ min: -2, max: 2 }),
  tags: fc.subarray(['treino', 'gpu', 'livre']),
  lane: fc.constantFrom(null, null, 'a', 'b'),
  memory: fc.integer({ min: 0, max: 6 }),
  enteredAt: fc.integer({ min: 0, max: 20 }),
});
const entries = fc.array(entry, { maxLength: 25 }).map((all) => all.map((one, index): Entry => ({ ...one, runId: `r${index}` })));
const limits = fc.record({
  runs: fc.option(fc.integer({ min: 1, max: 5 })),
  tags: fc.record({ treino: fc.integer({ min: 1, max: 3 }), gpu: fc.integer({ min: 1, max: 2 }) }),
  budget: fc.integer({ min: 1, max: 12 }),
  used: fc.integer({ min: 0, max: 8 }),
});

test('what begins passes no limit, every other has a reason, and nobody of a lane overtakes', () => {
  fc.assert(
    fc.property(entries, limits, (all, room) => {
      const { admit, queue, reasons } = decide(all, room);
      const begun = new Set(admit);
      const runs = all.filter((one) => one.admitted || begun.has(one.runId));
      const added = all.filter(({ runId }) => begun.has(runId));
      const count = (of: readonly Entry[], tag: string) => of.filter(({ tags }) => tags.includes(tag)).length;
      const already = all.filter(({ admitted }) => admitted);
      if (room.runs !== null) expect(runs.length).toBeLessThanOrEqual(Math.max(room.runs, already.length));
      for (const tag of ['treino', 'gpu'] as const) expect(count(runs, tag)).toBeLessThanOrEqual(Math.max(room.tags[tag], count(already, tag)));
      const needed = added.reduce((sum, { memory }) => sum + memory, room.used);
      // The first may begin on an empty machine whatever it asks for.
      if (room.used > 0) expect(needed > room.budget && added.some(({ memory }) => memory > 0)).toBe(false);
      for (const lane of ['a', 'b']) {
        const own = (of: readonly Entry[]) => of.filter((one) => one.lane === lane);
        expect(own(runs).length).toBeLessThanOrEqual(Math.max(1, own(already).length));
        const waiting = queue.filter((one) => one.lane === lane);
        if (own(added).length > 0) expect(waiting[0]!.runId).toBe(own(added)[0]!.runId);
      }
      for (const { runId } of queue) expect(begun.has(runId)).toBe(!reasons.has(runId));
    }),
    { numRuns: 500 },
  );
});

test('a large run is not starved by small ones, and one that waits for a tag holds up nobody', () => {
  const at = (runId: string, more: Partial<Entry>): Entry => ({
    runId,
    admitted: false,
    priority: 0,
    tags: [],
    lane: null,
    memory: 1,
    enteredAt: 0,
    ...more,
  });
  const room = { runs: null, tags: { treino: 1 }, budget: 4, used: 2 };
  const { admit, reasons } = decide(
    [
      at('runs', { admitted: true, tags: ['treino'] }),
      at('large', { memory: 3 }),
      at('small', { enteredAt: 1 }),
      at('built-in', { memory: 0, enteredAt: 2 }),
    ],
    room,
  );
  expect(admit).toEqual(['built-in']);
  expect([...reasons]).toEqual([
    ['large', { kind: 'memory', needed: 3, used: 2, budget: 4 }],
    ['small', { kind: 'behind', runId: 'large' }],
  ]);
  const tagged = decide([at('runs', { admitted: true, tags: ['treino'] }), at('waits', { tags: ['treino'] }), at('goes', { enteredAt: 1 })], room);
  expect(tagged.admit).toEqual(['goes']);
});
