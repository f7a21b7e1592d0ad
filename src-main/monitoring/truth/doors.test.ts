import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTruthDoors } from './doors.ts';

let bench: ReturnType<typeof openTestCore>;
let doors: ReturnType<typeof createTruthDoors>;
let heard: [string, { id: string; label: string }[]][];

beforeEach(() => {
  bench = openTestCore();
  heard = [];
  doors = createTruthDoors(bench.core, async (endpoint, truths) => {
    heard.push([endpoint, truths]);
    return truths.length;
  });
});
afterEach(async () => {
  await doors.close();
  await bench.dispose();
});

const post = (url: string, body: unknown, token?: string) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), ...(token && { headers: { authorization: `Bearer ${token}` } }) });

test('a program outside tells truths with the token of the endpoint, one or many', async () => {
  expect(doors.get('casas')).toBeNull();
  const { url, token } = await doors.open('casas');
  const many = await post(
    url!,
    {
      truths: [
        { id: 'a', label: 'sim' },
        { id: 'b', label: 3 },
      ],
    },
    token,
  );
  expect([many.status, await many.json()]).toEqual([200, { told: 2, given: 2 }]);
  expect((await post(url!, { id: 'c', label: true }, token)).status).toBe(200);
  expect(heard).toEqual([
    [
      'casas',
      [
        { id: 'a', label: 'sim' },
        { id: 'b', label: '3' },
      ],
    ],
    ['casas', [{ id: 'c', label: 'true' }]],
  ]);
});

test('nobody gets in without it, with that of another endpoint, or with an old one', async () => {
  const { url, token } = await doors.open('casas');
  const other = await doors.open('outro');
  expect((await post(url!, { id: 'a', label: 'x' })).status).toBe(401);
  expect((await post(url!, { id: 'a', label: 'x' }, other.token)).status).toBe(401);
  expect(
    (await fetch(url!, { method: 'POST', body: '{}', headers: { authorization: `Bearer ${token}`, origin: 'https://example.org' } })).status,
  ).toBe(403);
  await doors.open('casas');
  expect((await post(url!, { id: 'a', label: 'x' }, token)).status).toBe(401);
  await doors.shut('casas');
  expect((await post(url!, { id: 'a', label: 'x' }, doors.get('outro')!.token)).status).toBe(401);
  expect(heard).toEqual([]);
});

test('what is no truth is told where, and nothing of it counts', async () => {
  const { url, token } = await doors.open('casas');
  const wrong = await post(
    url!,
    {
      truths: [
        { id: 'a', label: 'x' },
        { id: 7, label: 'x' },
      ],
    },
    token,
  );
  expect([wrong.status, ((await wrong.json()) as { expected: string }).expected]).toEqual([400, 'truths[1]: { "id": "…", "label": "…" }']);
  expect((await post(url!, { truths: [] }, token)).status).toBe(400);
  expect(heard).toEqual([]);
});
