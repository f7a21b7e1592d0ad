/** Slots and memory: never above the budget, in order, and asking costs the same however many wait. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

const slotsOf = (count: number, budget: number) => createSlots({ count, budget: () => budget, others: () => 0, freed: () => {} });
const idle = new AbortController().signal;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('no more programs and no more memory than there may be, nobody is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 10 }), abort: fc.boolean() }), { maxLength: 40 }),
      async (count, wanted) => {
        const slots = slotsOf(count, 10);
        const held: { bytes: number; give: () => void }[] = [];
        let done = 0;
        for (const [index, { bytes, abort }] of wanted.entries()) {
          const controller = new AbortController();
          void slots.take({ runId: 'r', step: String(index), bytes }, controller.signal).then((give) => {
            done += 1;
            if (give) held.push({ bytes, give });
          });
          if (abort) controller.abort();
        }
        for (let round = 0; round < wanted.length + 2; round += 1) {
          await turn();
          expect(held.length).toBeLessThanOrEqual(count);
          expect(held.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(10);
          expect(slots.used).toBe(held.reduce((sum, { bytes }) => sum + bytes, 0));
          held.shift()?.give();
        }
        expect(done).toBe(wanted.length);
        expect(slots.waiting()).toEqual([]);
      },
    ),
  );
});

test('what could never fit is refused by name, and a budget that grows lets the next one in', async () => {
  let budget = 4;
  const slots = createSlots({ count: 4, budget: () => budget, others: () => 0, freed: () => {} });
  await expect(slots.take({ runId: 'r', step: 'grande', bytes: 5 }, idle)).rejects.toMatchObject({
    code: 'STEP_OVER_BUDGET',
    data: { step: 'grande' },
  });
  await slots.take({ runId: 'r', step: 'a', bytes: 3 }, idle);
  let began = false;
  void slots.take({ runId: 'r', step: 'b', bytes: 3 }, idle).then(() => {
    began = true;
  });
  await turn();
  expect([began, slots.waiting()]).toEqual([false, [{ runId: 'r', step: 'b', bytes: 3, waitsFor: 'memory' }]]);
  budget = 6;
  slots.look();
  await turn();
  expect(began).toBe(true);
});
