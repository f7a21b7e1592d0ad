import { expect, it } from 'vitest';
import { collector } from './changes.ts';

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('asks once for many changes of the same moment', async () => {
  const flushed: string[][][] = [];
  const collect = collector((keys) => flushed.push(keys), 10);
  collect('runs');
  collect('runs');
  collect('progress');
  await after(30);
  const [keys = [], ...others] = flushed;
  expect(others).toEqual([]);
  expect(keys).toEqual(expect.arrayContaining([['pipelines'], ['runs'], ['study']]));
  expect(new Set(keys.map(String)).size).toBe(keys.length);
  collect('registry');
  await after(30);
  expect(flushed[1]).toEqual([['registry']]);
});
