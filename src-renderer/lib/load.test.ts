import { expect, it } from 'vitest';
import { load } from './load.ts';

const noWait = () => Promise.resolve();

it('loads again what the network dropped', async () => {
  let left = 2;
  const part = async () => {
    if (left-- > 0) throw new TypeError('Failed to fetch dynamically imported module');
    return 'part';
  };
  await expect(load(part, 5, noWait)).resolves.toBe('part');
});

it('gives up in the end, with the last reason', async () => {
  let attempts = 0;
  const part = async () => {
    attempts += 1;
    throw new Error(`attempt ${attempts}`);
  };
  await expect(load(part, 3, noWait)).rejects.toThrow('attempt 3');
});
