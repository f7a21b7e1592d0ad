/** `swarmPlatform`: a service of a swarm: replicas behind one port of every node, changed one by one, the new one first, and taken back when it does not answer. */
import type Docker from 'dockerode';
import type { ContainerTaskSpec, Service, ServiceSpec } from 'dockerode';
import type { DeployStep } from '../../contract/deploy.ts';
import { BancadaError } from '../../contract/errors.ts';
import { healthEvery, hostOf, insidePort, nameOf, type Placed, type Platform, placedLabel } from './placed.ts';
import type { Reached } from './reach.ts';

const readyMs = 180_000;
const lookMs = 500;
const second = 1e9;

/** What tells one wish from another. */
interface Note {
  image: string | null;
  replicas: number;
  port: number | null;
}

interface Task {
  ID: string;
  NodeID?: string;
  DesiredState: string;
  Status: { State: string; Err?: string; Message?: string };
}

type Version = { Version: { Index: number }; UpdateStatus?: { State?: string; Message?: string } };

export function swarmPlatform({ docker, isManager, where }: Reached, placed: Placed): Platform {
  if (!isManager) throw new BancadaError('DEPLOY_UNREACHABLE', { where, detail: 'not a manager of a swarm (docker swarm init)' });
  const name = nameOf(placed.name);
  const step = (what: DeployStep['do']): DeployStep => ({ do: what, kind: 'service', name });

  async function find(): Promise<(Service & Version) | null> {
    const all = (await docker.listServices({ filters: { name: [name] } })) as (Service & Version)[];
    return all.find(({ Spec }) => Spec?.Name === name) ?? null;
  }

  const tasks = async () => (await docker.listTasks({ filters: { service: [name] } })) as Task[];

  function isCurrent({ Spec }: Service): boolean {
    const now = noteOf(Spec as ServiceSpec);
    const wanted = noteOf(specOf(placed));
    return now.image === wanted.image && now.replicas === wanted.replicas && now.port === wanted.port;
  }

  /** Until as many answer as are wanted, or the swarm has taken it back. */
  async function settled(signal: AbortSignal, wanted = placed.replicas): Promise<void> {
    for (const give = performance.now() + readyMs; performance.now() < give; ) {
      signal.throwIfAborted();
      const state = (await find())?.UpdateStatus?.State;
      if (state?.startsWith('rollback') || state === 'paused') throw failed(await why());
      const all = await tasks();
      const running = all.filter(({ DesiredState, Status }) => DesiredState === 'running' && Status.State === 'running');
      if (running.length >= wanted && (state === undefined || state === 'completed')) return;
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    throw failed(await why());
  }

  const failed = (detail: string) => new BancadaError('DEPLOY_FAILED', { name, detail });

  async function why(): Promise<string> {
    const told = (await tasks()).flatMap(({ Status }) => Status.Err ?? []);
    return told.at(-1) ?? (await find())?.UpdateStatus?.Message ?? '—';
  }

  return {
    address: `http://<node>:${placed.port}`,
    async plan() {
      const found = await find();
      if (found && isCurrent(found)) return [step('keep')];
      return [step(found ? 'replace' : 'create'), ...(placed.wait ? [step('wait')] : [])];
    },
    async *apply(signal) {
      const found = await find();
      if (found && isCurrent(found)) {
        yield step('keep');
        return;
      }
      yield step(found ? 'replace' : 'create');
      if (found) await docker.getService(found.ID).update({ ...specOf(placed), version: found.Version.Index });
      else await docker.createService(specOf(placed));
      if (!placed.wait) return;
      yield step('wait');
      try {
        await settled(signal);
      } catch (error) {
        // One that never answered is no service; one that was changed, the swarm takes back by itself.
        if (!found) await docker.getService(name).remove();
        throw error;
      }
    },
    async status() {
      const found = await find();
      if (!found) return { found: false, image: null, previous: null, address: null, ready: 0, wanted: 0, parts: [] };
      const { image, replicas, port } = noteOf(found.Spec as ServiceSpec);
      const previous = found.PreviousSpec ? noteOf(found.PreviousSpec).image : null;
      const all = (await tasks()).filter(({ DesiredState }) => DesiredState === 'running');
      return {
        ...{ found: true, image, previous, address: `http://<node>:${port}`, wanted: replicas },
        ready: all.filter(({ Status }) => Status.State === 'running').length,
        parts: all.map(({ ID, NodeID, Status }) => ({
          kind: 'task',
          name: `${ID.slice(0, 12)}@${NodeID?.slice(0, 12) ?? '—'}`,
          state: Status.State,
        })),
      };
    },
    async undo() {
      const found = await find();
      if (!found?.PreviousSpec) return null;
      const { PreviousSpec: before } = found;
      await docker.getService(found.ID).update({ ...before, version: found.Version.Index });
      await settled(AbortSignal.timeout(readyMs), before.Mode?.Replicated?.Replicas ?? placed.replicas);
      return [step('undo'), step('wait')];
    },
    async remove() {
      const found = await find();
      if (!found) return [];
      await docker.getService(found.ID).remove();
      await drained(docker, name);
      return [step('remove')];
    },
  };
}

/** Its containers go a moment after it. */
async function drained(docker: Docker, name: string): Promise<void> {
  for (const give = performance.now() + readyMs; performance.now() < give; ) {
    const left = await docker.listContainers({ filters: { label: [`com.docker.swarm.service.name=${name}`] } });
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

function noteOf({ TaskTemplate, Mode, EndpointSpec }: ServiceSpec): Note {
  const container = (TaskTemplate as ContainerTaskSpec | undefined)?.ContainerSpec;
  return {
    // The engine may have added a digest.
    image: container?.Image?.replace(/@sha256:.*$/, '') ?? null,
    replicas: Mode?.Replicated?.Replicas ?? 0,
    port: EndpointSpec?.Ports?.[0]?.PublishedPort ?? null,
  };
}

function specOf(placed: Placed): ServiceSpec {
  const { CapDrop, ReadonlyRootfs, Init, Ulimits, PidsLimit } = hostOf(placed, 'none');
  const { cpus, memoryBytes, diskBytes } = placed.limits;
  const tmpfs = (Target: string, SizeBytes: number) => ({ Type: 'tmpfs' as const, Source: '', Target, TmpfsOptions: { SizeBytes, Mode: 0o1777 } });
  return {
    Name: nameOf(placed.name),
    Labels: { [placedLabel]: placed.name },
    TaskTemplate: {
      ContainerSpec: {
        ...{ Image: placed.image, Init, ReadOnly: ReadonlyRootfs, CapabilityDrop: CapDrop, Ulimits, HealthCheck: healthEvery(2) },
        ...{ Mounts: [tmpfs('/tmp', 64 * 2 ** 20), tmpfs('/lab/out', diskBytes)], StopGracePeriod: 30 * second },
      },
      Resources: { Limits: { NanoCPUs: Math.round(cpus * 1e9), MemoryBytes: memoryBytes, Pids: PidsLimit } },
      RestartPolicy: { Condition: 'any', Delay: second },
    },
    Mode: { Replicated: { Replicas: placed.replicas } },
    UpdateConfig: { Parallelism: 1, Order: 'start-first', FailureAction: 'rollback', Monitor: 10 * second, MaxFailureRatio: 0 },
    RollbackConfig: { Parallelism: 1, Order: 'start-first', Monitor: 5 * second },
    EndpointSpec: { Ports: [{ Protocol: 'tcp', TargetPort: insidePort, PublishedPort: placed.port, PublishMode: 'ingress' }] },
  };
}
