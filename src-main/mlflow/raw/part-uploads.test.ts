import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { createTracking } from '../../tracking/index.ts';
import { type MlflowServer, startMlflowServer } from '../server.ts';
import { artifactRoutes } from './artifacts.ts';
import { partUploadRoutes } from './part-uploads.ts';

let test: ReturnType<typeof openTestCore>;
let server: MlflowServer;
let base: string;
beforeEach(async () => {
  test = openTestCore();
  const { tree } = createTracking(test.core).artifacts;
  server = await startMlflowServer({ endpoints: [], rawRoutes: [artifactRoutes(tree), partUploadRoutes(tree)], log: test.core.log });
  base = `${server.url}/api/2.0/mlflow-artifacts`;
});
afterEach(async () => {
  await server.close();
  await test.dispose();
});

const get = (path: string) => fetch(`${base}/artifacts/${path}`);
const post = (address: string, body: object) =>
  fetch(`${base}/${address}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const inHome = () =>
  readdirSync(test.core.home.artifacts, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe('uploads in parts', () => {
  const parts = ['a'.repeat(100_000), 'b'.repeat(100_000), 'c'];
  const create = async (count = 3) => {
    const answer = await post('mpu/create/0/r/artifacts/m', { path: '/tmp/x/grande.bin', num_parts: count });
    return (await answer.json()) as { upload_id: string; credentials: { url: string; part_number: number; headers: Record<string, string> }[] };
  };
  const send = async (url: string, body: string) => (await fetch(url, { method: 'PUT', body })).headers.get('etag')!;
  const complete = (upload_id: string, etags: string[]) =>
    post('mpu/complete/0/r/artifacts/m', {
      path: 'C:\\x\\grande.bin',
      upload_id,
      parts: etags.map((etag, i) => ({ part_number: i + 1, etag, url: '' })),
    });

  it('joins what came in any order, some of it twice, and keeps the parts no longer', async () => {
    const { upload_id, credentials } = await create();
    const etags = ['', '', ''];
    for (const i of [2, 0, 1]) {
      await send(credentials[i]!.url, 'again');
      etags[i] = await send(credentials[i]!.url, parts[i]!);
    }
    expect((await get('0/r/artifacts/m/grande.bin')).status).toBe(404);
    expect((await complete(upload_id, etags)).status).toBe(200);
    expect(await (await get('0/r/artifacts/m/grande.bin')).text()).toBe(parts.join(''));
    expect(inHome()).toHaveLength(1);
    expect((await complete(upload_id, etags)).status).toBe(200);
  });

  it('goes on after a restart', async () => {
    const { upload_id, credentials } = await create();
    const etags = [await send(credentials[0]!.url, parts[0]!)];
    const again = createTracking(test.core).artifacts.tree;
    await again.recover();
    for (const i of [1, 2]) {
      const bytes = async function* () {
        yield Buffer.from(parts[i]!);
      };
      etags.push(await again.uploads.put(upload_id, i + 1, bytes()));
    }
    expect((await complete(upload_id, etags)).status).toBe(200);
    expect(await (await get('0/r/artifacts/m/grande.bin')).text()).toBe(parts.join(''));
  });

  it('names the part that is missing or another, and takes no part that was not asked for', async () => {
    const { upload_id, credentials } = await create();
    const etags = [await send(credentials[0]!.url, parts[0]!), await send(credentials[1]!.url, parts[1]!)];
    const answer = await complete(upload_id, etags);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toContain('part 3');
    expect((await complete(upload_id, [etags[1]!, etags[0]!, 'x'])).status).toBe(400);
    for (const url of [
      credentials[0]!.url.replace(/1$/, '4'),
      credentials[0]!.url.replace(/1$/, '0'),
      credentials[0]!.url.replace(upload_id, 'f'.repeat(32)),
    ])
      expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(404);
    expect((await post('mpu/complete/0/r/other', { path: 'grande.bin', upload_id, parts: [] })).status).toBe(404);
  });

  it('takes everything away when aborted, or when nobody touches it for a day', async () => {
    const { upload_id, credentials } = await create();
    await send(credentials[0]!.url, parts[0]!);
    expect(inHome()).toHaveLength(1);
    expect((await post('mpu/abort/0/r/artifacts/m', { path: 'grande.bin', upload_id })).status).toBe(200);
    expect(inHome()).toEqual([]);
    const old = await create();
    await send(old.credentials[0]!.url, parts[0]!);
    await createTracking({ ...test.core, clock: { now: () => Date.now() + 25 * 3_600_000 } }).artifacts.tree.recover();
    expect(inHome()).toEqual([]);
    expect((await fetch(old.credentials[1]!.url, { method: 'PUT', body: 'x' })).status).toBe(404);
  });

  it('sends the parts back to the host and with the credentials that asked', async () => {
    const answer = await fetch(`${base}/mpu/create/0/r`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer segredo' },
      body: JSON.stringify({ path: 'a', num_parts: 1 }),
    });
    const { upload_id, credentials } = (await answer.json()) as Awaited<ReturnType<typeof create>>;
    expect(credentials).toEqual([{ url: `${base}/mpu/parts/${upload_id}/1`, part_number: 1, headers: { Authorization: 'Bearer segredo' } }]);
  });
});

it('says that large files may come in parts', async () => {
  const info = await (await fetch(`${server.url}/api/3.0/mlflow/server-info`)).json();
  expect(info).toMatchObject({ multipart_uploads_enabled: true, workspaces_enabled: false });
});
