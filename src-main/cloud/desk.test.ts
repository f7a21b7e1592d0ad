import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applicationRoot } from '../common/application-root.ts';
import { openTestCore } from '../common/test-core.ts';
import { createDesk } from './desk.ts';
import { openCloudFiles } from './files.ts';
import { openPlaces } from './plan/places.ts';

const { core, dispose } = openTestCore(undefined, 'memory');
afterAll(dispose);
const parts = { catalog: { challengeIds: () => [] }, workspaces: { codeFolder: () => join(core.home.root, 'none') } };
const places = openPlaces({ ...parts, examples: join(applicationRoot(), 'resources', 'cloud', 'examples') });
const desk = createDesk(openCloudFiles(applicationRoot(), core.home.root), places);

const example = (id: string) => ({ kind: 'example', id }) as const;

describe('bills', () => {
  it('give the 91.80 dollars of S4, line by line', async () => {
    const bill = desk.bill({ name: 's4-conforto' });
    expect(bill.groups.map(({ id, usd }) => [id, usd])).toEqual([
      ['run', 45.3],
      ['registry', 12.8],
      ['storage', 8.9],
      ['logging', 15.2],
      ['monitoring', 6.4],
      ['network', 3.2],
    ]);
    expect(bill.total).toBe(91.8);
  });

  it('take what is free off the first lines of a price, once, and round half a cent up', async () => {
    const bill = desk.bill({
      text: `prices: gcp-us-central1
items:
  - { group: a, sku: network.egress, quantity: 0.5 }
  - { group: b, sku: network.egress, quantity: 10.541666666666667 }
  - { sku: hosting.n1-standard-2, quantity: 730 }`,
    });
    expect(bill.lines.map(({ free, usd }) => [free, usd])).toEqual([
      [0.5, 0],
      [0.5, 1.21],
      [0, 79.94],
    ]);
    expect(() => desk.bill({ text: 'prices: gcp-us-central1\nitems:\n  - { sku: network.egres, quantity: 1 }' })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ line: 3, field: 'items[0].sku' }) }),
    );
  });

  it('follow the learner’s own table until it is taken back', async () => {
    const table = desk.tables().find(({ id }) => id === 'gcp-us-central1')!;
    expect(desk.saveTable(table.id, table.text.replace('price: 0.50, free: 50', 'price: 1.00, free: 50'))).toMatchObject({
      edited: true,
      problems: [],
    });
    expect(desk.bill({ name: 's4-conforto' }).total).toBe(107);
    expect(() => desk.saveTable(table.id, table.text.replace('price: 0.50', 'price: muito'))).toThrow(
      expect.objectContaining({ code: 'PIPELINE_INVALID' }),
    );
    expect(desk.resetTable(table.id).edited).toBe(false);
    expect(desk.bill({ name: 's4-conforto' }).total).toBe(91.8);
  });
});

describe('the examples', () => {
  it.each(['sagemaker', 'vertex'])('of %s are sound: every policy allows just what its role needs, and the bill is within its budget', async (id) => {
    expect(desk.check(example(id)).problems).toEqual([]);
    const reviews = desk.review(example(id));
    expect(reviews.filter(({ ok }) => !ok)).toEqual([]);
    const cost = desk.cost(example(id));
    expect(cost.total).toBeLessThan(cost.budgetUsd);
    expect(cost.total).toBeCloseTo(
      cost.lines.reduce((sum, { usd }) => sum + usd, 0),
      6,
    );
    // Each shape is served in the mode that is the cheapest for it.
    for (const { mode, byMode } of cost.endpoints) {
      const cheapest = Math.min(...Object.values(byMode).filter((usd) => usd !== null));
      expect([mode, byMode[mode]]).toEqual([mode, cheapest]);
    }
    expect(cost.endpoints.map(({ overload }) => overload)).toEqual([0, 0, 0]);
  });

  it('show where another mode becomes the cheaper one', async () => {
    const { points, crossings } = desk.whatIf(example('sagemaker'), 'site');
    expect(points[0]!.usd['scale-to-zero']!).toBeLessThan(points[0]!.usd['always-on']!);
    expect(points.at(-1)!.usd['always-on']!).toBeLessThan(points.at(-1)!.usd['scale-to-zero']!);
    expect(crossings[0]).toMatchObject({ from: 'scale-to-zero', to: 'always-on' });
  });
});
