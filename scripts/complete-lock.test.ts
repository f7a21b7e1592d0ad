import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missingOptionals } from './complete-lock.mjs';

it('package-lock.json holds the binaries of every platform; else run node scripts/complete-lock.mjs', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  expect([...missingOptionals(lock).keys()]).toEqual([]);
});

it('package-lock.json names no registry', () => {
  expect(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')).not.toMatch(/"resolved": "https?:/);
});
