/** Against a stand-in of the place where versions are told. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import { createUpdates } from './updates.ts';

const day = 24 * 3600 * 1000;

async function lab(answer: () => string) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.end(answer());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { core, dispose } = openTestCore();
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await dispose();
  });
  const state = { now: 1_800_000_000_000, allowed: true };
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest.json`;
  const make = (where: string | null = address) =>
    createUpdates({ ...core, clock: { now: () => state.now } }, { version: '0.9.3', address: where, isAllowed: () => state.allowed });
  return { asked, state, make };
}
const told = (version: string) => JSON.stringify({ version, page: 'https://example.com/bancada' });

it('tells a newer version, asks once a day, and sends nothing but a GET', async () => {
  const { asked, state, make } = await lab(() => told('0.10.0'));
  const updates = make();
  expect(updates.newer()).toBeNull();
  await updates.settled();
  expect(updates.newer()).toEqual({ version: '0.10.0', page: 'https://example.com/bancada' });
  // Another core of the same home knows it too.
  expect(make().newer()?.version).toBe('0.10.0');
  expect(asked).toHaveLength(1);
  const { method, url, headers } = asked[0]!;
  expect([method, url, headers.cookie, headers.authorization, headers['user-agent']]).toEqual([
    'GET',
    '/latest.json',
    undefined,
    undefined,
    'bancada',
  ]);
  state.now += day;
  updates.newer();
  await updates.settled();
  expect(asked).toHaveLength(2);
});

it('says nothing of a version that is not newer, nor of an answer that makes no sense, and then waits a day as well', async () => {
  let text = told('0.9.3');
  const { asked, state, make } = await lab(() => text);
  const updates = make();
  for (const next of ['<html>', told('0.9.2'), '{"version":"9.9.9","page":"javascript:alert(1)"}']) {
    updates.newer();
    await updates.settled();
    expect(updates.newer()).toBeNull();
    text = next;
    state.now += day;
  }
  expect(asked).toHaveLength(3);
});

it('asks nobody where it is turned off, or where nothing is published', async () => {
  const { asked, state, make } = await lab(() => told('9.0.0'));
  make(null).newer();
  state.allowed = false;
  const updates = make();
  updates.newer();
  await updates.settled();
  expect([asked.length, updates.newer()]).toEqual([0, null]);
});
