/**
 * `kubeStandIn`: a stand-in for a cluster: the documented routes that kubectl asks for `get`, `rollout undo` and `rollout status`, over one Deployment with its
 * ReplicaSets kept in memory. What the controllers of a real cluster do (a revision for each template, pods that become ready) it does at once by itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Template {
  metadata: { labels: Record<string, string> };
  spec: { containers: { name: string; image: string }[] };
}

const kinds = {
  v1: { services: 'Service', pods: 'Pod' },
  'apps/v1': { deployments: 'Deployment', replicasets: 'ReplicaSet' },
  'autoscaling/v2': { horizontalpodautoscalers: 'HorizontalPodAutoscaler' },
  'networking.k8s.io/v1': { ingresses: 'Ingress' },
} as const;
const short: Record<string, string[]> = { horizontalpodautoscalers: ['hpa'] };
const pathOf = (version: string) => (version === 'v1' ? '/api/v1' : `/apis/${version}`);

export interface KubeStandIn {
  kubeconfig: string;
  /** A new template, as an apply brings one. */
  roll(image: string): void;
  image(): string;
  close(): Promise<void>;
}

export async function kubeStandIn(folder: string, name: string): Promise<KubeStandIn> {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/managed-by': 'bancada' };
  const revisions: { revision: number; template: Template }[] = [];
  let generation = 0;
  let template: Template;

  function take(next: Template): void {
    template = next;
    generation++;
    const image = (one: Template) => one.spec.containers[0]!.image;
    const revision = Math.max(0, ...revisions.map((one) => one.revision)) + 1;
    const known = revisions.find((one) => image(one.template) === image(next));
    if (known) known.revision = revision;
    else revisions.push({ revision, template: next });
  }

  const noted = (revision: number) => ({ 'deployment.kubernetes.io/revision': String(revision) });
  const metadata = (own: string, more: object = {}) => ({
    name: own,
    namespace: 'default',
    uid: `uid-${own}`,
    resourceVersion: String(generation),
    labels,
    ...more,
  });
  const deployment = () => ({
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: metadata(name, { generation, annotations: noted(Math.max(...revisions.map((one) => one.revision))) }),
    spec: { replicas: 2, selector: { matchLabels: { 'app.kubernetes.io/name': name } }, strategy: { type: 'RollingUpdate' }, template },
    status: { observedGeneration: generation, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 },
  });
  const replicaSets = () =>
    revisions.map(({ revision, template: own }, i) => ({
      ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet' },
      metadata: metadata(`${name}-${i}`, {
        annotations: noted(revision),
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid: `uid-${name}`, controller: true }],
      }),
      spec: { replicas: own === template ? 2 : 0, selector: { matchLabels: { 'app.kubernetes.io/name': name } }, template: own },
      status: { replicas: own === template ? 2 : 0 },
    }));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://cluster');
    const say = (body: object, status = 200) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const groups = Object.keys(kinds).filter((version) => version !== 'v1');
    const grouped = (version: string) => ({ groupVersion: version, version: version.split('/')[1]! });
    if (pathname === '/api') return say({ kind: 'APIVersions', versions: ['v1'] });
    if (pathname === '/apis') {
      const all = groups.map((version) => ({ name: version.split('/')[0], versions: [grouped(version)], preferredVersion: grouped(version) }));
      return say({ kind: 'APIGroupList', apiVersion: 'v1', groups: all });
    }
    for (const [version, own] of Object.entries(kinds)) {
      const base = pathOf(version);
      if (pathname === base) {
        const verbs = ['get', 'list', 'watch', 'patch'];
        const resources = Object.entries(own).map(([plural, kind]) => ({
          ...{ name: plural, singularName: kind.toLowerCase(), namespaced: true, kind, verbs, shortNames: short[plural] ?? [] },
        }));
        return say({ kind: 'APIResourceList', apiVersion: 'v1', groupVersion: version, resources });
      }
      for (const [plural, kind] of Object.entries(own)) {
        const place = `${base}/namespaces/default/${plural}`;
        if (pathname === `${place}/${name}` && kind === 'Deployment') {
          if (request.method === 'PATCH') take(await patched(request, template));
          return say(deployment());
        }
        if (pathname !== place) continue;
        const items = kind === 'Deployment' ? [deployment()] : kind === 'ReplicaSet' ? replicaSets() : [];
        if (!searchParams.has('watch'))
          return say({ kind: `${kind}List`, apiVersion: version, metadata: { resourceVersion: String(generation) }, items });
        response.writeHead(200, { 'content-type': 'application/json' });
        for (const object of items) response.write(`${JSON.stringify({ type: 'MODIFIED', object })}\n`);
        return;
      }
    }
    say({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404, message: `${request.method} ${pathname}` }, 404);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mkdirSync(folder, { recursive: true });
  const kubeconfig = join(folder, 'kubeconfig');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const contexts = [{ name: 'ensaio', context: { cluster: 'c', user: 'u' } }];
  const clusters = [{ name: 'c', cluster: { server: address } }];
  writeFileSync(
    kubeconfig,
    JSON.stringify({ apiVersion: 'v1', kind: 'Config', 'current-context': 'ensaio', clusters, users: [{ name: 'u', user: {} }], contexts }),
  );
  const roll = (image: string) => take({ metadata: { labels }, spec: { containers: [{ name: 'model', image }] } });
  return {
    kubeconfig,
    roll,
    image: () => template.spec.containers[0]!.image,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The template that a JSON patch leaves: kubectl replaces it whole. */
async function patched(request: IncomingMessage, before: Template): Promise<Template> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const operations = JSON.parse(Buffer.concat(pieces).toString()) as { op: string; path: string; value: unknown }[];
  const replaced = operations.find(({ op, path }) => op === 'replace' && path === '/spec/template');
  return replaced ? (replaced.value as Template) : before;
}
