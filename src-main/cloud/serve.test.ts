import { expect, onTestFinished, test } from 'vitest';
import { serveCloud } from './serve.ts';

const nothing = () => Promise.reject(new Error('nobody is asked'));
const site = { call: nothing, place: () => ({ project: 'p', location: 'l' }) } as unknown as Parameters<typeof serveCloud>[0];

async function open(port = 0) {
  const server = await serveCloud(site, port);
  onTestFinished(() => server.close());
  return server;
}

test('a port that another program has is named', async () => {
  const port = Number(new URL((await open()).url).port);
  await expect(serveCloud(site, port)).rejects.toMatchObject({ code: 'PORT_TAKEN', data: { port } });
});

test('a body that is too large is refused in the words of its provider', async () => {
  const { url, token } = await open();
  const body = JSON.stringify({ text: 'x'.repeat(7 * 2 ** 20) });
  const vertex = await fetch(`${url}/v1/projects/p/locations/l/endpoints`, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } });
  expect([vertex.status, await vertex.json()]).toMatchObject([413, { error: { status: 'INVALID_ARGUMENT' } }]);
  const sagemaker = await fetch(url, { method: 'POST', body });
  expect([sagemaker.status, await sagemaker.json()]).toMatchObject([413, { __type: 'RequestTooLong' }]);
});
