/**
 * `kubernetesPlatform`: an endpoint's exported manifests on a cluster, by kubectl: applied on the server's side under a manager of our own, followed until the
 * Deployment has rolled out, and rolled back when it does not.
 */
import { z } from 'zod';
import type { DeployStep } from '../../contract/deploy.ts';
import type { Platform } from '../../engines/index.ts';
import { type Cluster, kubectl } from './kubectl.ts';

const rolloutSeconds = 120;

const object = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() }),
  spec: z.looseObject({}).optional(),
  status: z.looseObject({}).optional(),
});
const list = z.object({ items: z.array(object) });
const template = z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })) }) });
const deployment = z.object({
  spec: z.object({ replicas: z.number().default(1), template }),
  status: z.object({ readyReplicas: z.number().default(0) }),
});

/** `folder`: of the export, with its kustomization. `kinds`: what it makes. */
export function kubernetesPlatform(cluster: Cluster, subject: { name: string; folder: string; kinds: readonly string[]; wait: boolean }): Platform {
  const { name, folder, kinds, wait } = subject;
  const { namespace } = cluster;
  const step = (what: DeployStep['do'], kind: string): DeployStep => ({ do: what, kind, name });
  const selector = ['-l', `app.kubernetes.io/name=${name},app.kubernetes.io/managed-by=bancada`];

  async function there(): Promise<Set<string>> {
    const text = await kubectl(cluster, ['get', '-k', folder, '--ignore-not-found', '-o', 'json']);
    if (text.trim() === '') return new Set();
    const found = z.union([list, object]).parse(JSON.parse(text));
    return new Set(('items' in found ? found.items : [found]).map(({ kind }) => kind));
  }

  /** What an apply would change, as the server sees it. */
  async function different(): Promise<Set<string>> {
    const text = await kubectl(cluster, ['diff', '--server-side', '--field-manager=bancada', '-k', folder]);
    return new Set([...text.matchAll(/^diff .*\.(\w+)\.[^.\s]*\.[^.\s]+$/gm)].map(([, kind = '']) => kind));
  }

  async function steps(): Promise<DeployStep[]> {
    const found = await there();
    const changed = found.size === 0 ? found : await different();
    const all = kinds.map((kind) => step(!found.has(kind) ? 'create' : changed.has(kind) ? 'replace' : 'keep', kind));
    return [...all, ...(wait && all.some((one) => one.do !== 'keep') ? [step('wait', 'Deployment')] : [])];
  }

  async function labelled(kinds: string): Promise<z.infer<typeof list>['items']> {
    return list.parse(JSON.parse(await kubectl(cluster, ['get', kinds, ...selector, '-o', 'json']))).items;
  }

  async function rolledOut(signal?: AbortSignal): Promise<void> {
    await kubectl(cluster, ['rollout', 'status', `deployment/${name}`, `--timeout=${rolloutSeconds}s`, '--request-timeout=0'], signal);
  }

  return {
    address: `http://${name}${namespace ? `.${namespace}` : ''}`,
    plan: steps,
    async *apply(signal) {
      const all = await steps();
      const waits = all.some((one) => one.do === 'wait');
      const isNew = all.some((one) => one.kind === 'Deployment' && one.do === 'create');
      yield* all.filter((one) => one.do !== 'wait');
      await kubectl(cluster, ['apply', '--server-side', '--field-manager=bancada', '-k', folder], signal);
      if (!waits) return;
      yield step('wait', 'Deployment');
      try {
        await rolledOut(signal);
      } catch (error) {
        yield step('undo', 'Deployment');
        if (isNew) await kubectl(cluster, ['delete', '-k', folder, '--ignore-not-found', '--wait=false']);
        else await kubectl(cluster, ['rollout', 'undo', `deployment/${name}`]);
        throw error;
      }
    },
    async status() {
      const all = await labelled('deployment,service,hpa,ingress,pod,replicaset');
      const items = all.filter(({ kind }) => kind !== 'ReplicaSet');
      const main = items.find(({ kind }) => kind === 'Deployment');
      const { spec, status } = deployment.parse(main ?? { spec: { replicas: 0, template: { spec: { containers: [{ image: '' }] } } }, status: {} });
      return {
        ...{ found: main !== undefined, image: spec.template.spec.containers[0]?.image || null, address: main ? this.address : null },
        ...{ previous: previousOf(all), ready: status.readyReplicas, wanted: spec.replicas },
        parts: items.map((one) => ({ kind: one.kind, name: one.metadata.name, state: stateOf(one) })),
      };
    },
    async undo() {
      if (previousOf(await labelled('replicaset')) === null) return null;
      await kubectl(cluster, ['rollout', 'undo', `deployment/${name}`]);
      await rolledOut();
      return [step('undo', 'Deployment'), step('wait', 'Deployment')];
    },
    async remove() {
      const found = await there();
      if (found.size === 0) return [];
      await kubectl(cluster, ['delete', '-k', folder, '--ignore-not-found', '--wait=false']);
      return [...found].map((kind) => step('remove', kind));
    },
  };
}

/** The image of the revision before the last one: each is a ReplicaSet that the cluster keeps. */
function previousOf(all: readonly z.infer<typeof object>[]): string | null {
  const revision = ({ metadata }: z.infer<typeof object>) => Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  const before = all.filter(({ kind }) => kind === 'ReplicaSet').sort((a, b) => revision(b) - revision(a))[1];
  return before ? (z.object({ template }).parse(before.spec).template.spec.containers[0]?.image ?? null) : null;
}

function stateOf({ kind, status }: z.infer<typeof object>): string {
  if (kind === 'Pod') return String(status?.phase ?? '—');
  if (kind === 'Deployment') return `${status?.readyReplicas ?? 0} / ${status?.replicas ?? 0}`;
  return '—';
}
