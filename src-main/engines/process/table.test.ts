import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { cpuMs, findMarked, livePid, mark, referenceOf, residentBytes } from './table.ts';

test('a reference names one process, and no later one with the same id', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { env: { [mark]: `table-${process.pid}/step/x` } });
  await once(child, 'spawn');
  const reference = referenceOf(child.pid!);
  expect(livePid(reference!)).toBe(child.pid);
  expect(livePid(`${child.pid}:1`)).toBeNull();
  await expect.poll(() => findMarked(`table-${process.pid}/`)).toEqual([reference]);
  expect(residentBytes(child.pid!)).toBeGreaterThan(2 ** 20);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(livePid(reference!)).toBeNull();
  expect(findMarked(`table-${process.pid}/`)).toEqual([]);
});

test.runIf(process.platform === 'linux')('CPU time grows with work', () => {
  const before = cpuMs(process.pid)!;
  for (const until = performance.now() + 60; performance.now() < until; );
  expect(cpuMs(process.pid)).toBeGreaterThan(before);
});

test('what is no process of ours to signal has no reference', () => {
  expect(referenceOf(2 ** 22 + 1)).toBeNull();
  expect(livePid('1:1')).toBeNull();
  expect(livePid('nonsense')).toBeNull();
});
