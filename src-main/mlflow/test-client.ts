/** A tracking server over a throw-away lab, and a client that speaks to it as MLflow's does: for tests of endpoints. */
import { openTestCore } from '../common/test-core.ts';
import { createTracking, type TrackingDomain } from '../tracking/index.ts';
import type { Endpoint } from './endpoint.ts';
import { startMlflowServer } from './server.ts';

export async function openTestClient(endpoints: (tracking: TrackingDomain) => Endpoint[]) {
  const { core, dispose } = openTestCore();
  const tracking = createTracking(core);
  const server = await startMlflowServer({ endpoints: endpoints(tracking), rawRoutes: [], log: core.log });
  async function ask(path: string, init?: RequestInit) {
    const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> & { error_code?: string; message?: string } };
  }
  return {
    core,
    tracking,
    url: server.url,
    post: (path: string, body: unknown) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    get: (path: string, query: Record<string, string>) => ask(`${path}?${new URLSearchParams(query)}`),
    async close() {
      await server.close();
      await dispose();
    },
  };
}

export type TestClient = Awaited<ReturnType<typeof openTestClient>>;
