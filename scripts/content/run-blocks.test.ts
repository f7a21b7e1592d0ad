// What the study texts tell a reader to run does run: the quick ones, each in a fresh home. All of them: `node scripts/content/run-blocks.ts`.
import { expect, it } from 'vitest';
import { root } from '../../tests/support/cli.ts';
import { runBlocks } from './run-blocks.ts';
import { runnables } from './runnable.ts';

const all = runnables(root);
const quick = Object.groupBy(
  all.filter((block) => block.quick),
  ({ module }) => module,
);

it('finds the commands of every architecture’s text', () => {
  expect(new Set(all.map(({ module }) => module)).size).toBe(11);
  expect(all.length).toBeGreaterThan(20);
});

const slow = 240_000; // each command is a program of its own, and the machine may be busy

it.each(Object.entries(quick))('the commands of %s that need nothing else end as the text says', { timeout: slow }, async (module, blocks) => {
  const ran = await runBlocks(module, blocks!);
  expect(ran.length).toBeGreaterThanOrEqual(blocks!.length);
  expect(ran.filter(({ code, expected }) => code !== expected)).toEqual([]);
});
