/**
 * `warmOptions`: what a warm container is made with: the hardening of every container of ours, but for its first user. That one is root, with the two rights it
 * takes to become somebody else; steps never are, and cannot reach it.
 */
import type { ContainerCreateOptions } from 'dockerode';
import type { AgentOptions } from '../../../src-runtime/warm/protocol.ts';
import { hardenedHost } from '../docker/hardening.ts';
import { heapMegabytes } from '../heap.ts';
import { lastWord } from '../last-word.ts';
import { type Exchange, programPlaces, socketName } from './exchange.ts';
import type { WarmKey } from './key.ts';

export interface WarmPlan {
  name: string;
  image: string;
  homeId: string;
  /** Of the core that made it; the container ends with it. */
  owner: string;
  key: WarmKey;
  user: { uid: number; gid: number };
  exchange: Exchange;
  network: { mode: string; extraHosts: string[] };
}

/** Workers that wait in each container. */
const waiting = 3;
/** What the agent and the waiting workers take, on top of what a step may. */
const ownMemory = 160 * 2 ** 20;
const ownProcesses = 96;
/** As many as Node has by itself. */
const mostThreads = 4;

export function warmOptions({ name, image, homeId, owner, key, user, exchange, network }: WarmPlan): ContainerCreateOptions {
  const options: AgentOptions = {
    socket: `${programPlaces.agent}/${socketName}`,
    worker: `${programPlaces.agent}/worker.mjs`,
    nodeOptions: nodeOptions(key),
    waiting,
    lastWord,
    ...user,
    writable: ['/tmp', '/dev/mqueue'],
  };
  const host = hardenedHost({ cpus: key.cpus, memoryBytes: key.memoryBytes + ownMemory, network: network.mode });
  return {
    name,
    Image: image,
    User: '0:0',
    WorkingDir: '/',
    Entrypoint: ['/usr/local/bin/node'],
    Cmd: ['--max-old-space-size=64', `${programPlaces.agent}/agent.mjs`, JSON.stringify(options)],
    Env: ['HOME=/tmp', 'TZ=UTC', 'LANG=C.UTF-8', 'NO_COLOR=1'],
    Labels: { 'bancada.home': homeId, 'bancada.kind': 'warm', 'bancada.owner': owner, 'bancada.pipeline': key.trust },
    HostConfig: {
      ...host,
      // Its agent ends when the core that made it is gone, however it went.
      AutoRemove: true,
      CapAdd: ['SETUID', 'SETGID'],
      PidsLimit: (host.PidsLimit ?? 0) + ownProcesses,
      ExtraHosts: network.extraHosts,
      LogConfig: { Type: 'none', Config: {} },
      Mounts: exchange.mounts.map(({ source, target, readOnly }) => ({ Type: 'bind', Source: source, Target: target, ReadOnly: readOnly })),
    },
  };
}

/** No more helping threads than there are processors for them: each is to be stopped when a step ends. */
export function nodeOptions({ memoryBytes, cpus }: Pick<WarmKey, 'memoryBytes' | 'cpus'>): string[] {
  return [`--max-old-space-size=${heapMegabytes(memoryBytes)}`, `--v8-pool-size=${Math.ceil(Math.min(cpus, mostThreads))}`];
}
