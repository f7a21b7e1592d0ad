/** `hardened`: what every container of ours is made with. Measured to cost nothing (docs/BENCHMARKS.md). */
import type { ContainerCreateOptions, HostConfig, MountSettings } from 'dockerode';
import type { Launch, LaunchKind } from '../engine.ts';
import { heapMegabytes } from '../heap.ts';
import { preloadPlace } from './mounts.ts';

export interface ContainerPlan {
  launch: Launch;
  kind: LaunchKind;
  image: string;
  /** `uid:gid` inside. */
  user: string;
  homeId: string;
  /** Arguments to Node. */
  program: string;
  /** A command line of its own, for what is no Node program. */
  command?: readonly string[];
  mounts: MountSettings[];
  networkMode: string;
  env?: Readonly<Record<string, string>>;
  host?: Partial<HostConfig>;
  container?: Partial<ContainerCreateOptions>;
}

export function hardened({
  launch,
  kind,
  image,
  user,
  homeId,
  program,
  command,
  mounts,
  networkMode,
  env = {},
  host,
  container,
}: ContainerPlan): ContainerCreateOptions {
  const { cpus, memoryBytes, logBytes } = launch.resources;
  return {
    name: `bancada-${launch.id}`,
    Image: image,
    User: user,
    WorkingDir: '/lab/code',
    Entrypoint: [command?.[0] ?? '/usr/local/bin/node'],
    Cmd: command?.slice(1) ?? [
      `--max-old-space-size=${heapMegabytes(memoryBytes)}`,
      ...(launch.entry === null ? [] : [`--require=${preloadPlace}`]),
      program,
    ],
    Env: [
      'LAB_CONTEXT=/lab/context.json',
      'HOME=/tmp',
      'TZ=UTC',
      'LANG=C.UTF-8',
      'NO_COLOR=1',
      ...(kind === 'step' ? ['LAB_LAST_WORD=1'] : []),
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ],
    Labels: {
      ...launch.labels,
      'bancada.home': homeId,
      'bancada.kind': kind,
      'bancada.run': launch.run.id,
      'bancada.step': launch.run.step,
      'bancada.attempt': String(launch.run.attempt),
    },
    AttachStdout: true,
    AttachStderr: true,
    ...container,
    HostConfig: {
      ...hardenedHost({ cpus, memoryBytes, network: networkMode }),
      LogConfig: { Type: 'json-file', Config: { 'max-size': `${logMegabytes(logBytes)}m`, 'max-file': '2' } },
      Mounts: mounts,
      ...host,
    },
  };
}

/** What no program inside can get around, whoever it is. */
export function hardenedHost({ cpus, memoryBytes, network }: { cpus: number; memoryBytes: number; network: string }): HostConfig {
  return {
    NetworkMode: network,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    Privileged: false,
    ReadonlyRootfs: true,
    Tmpfs: { '/tmp': 'rw,noexec,nosuid,nodev,size=64m' },
    PidsLimit: 128,
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    NanoCpus: Math.round(cpus * 1e9),
    Ulimits: [{ Name: 'nofile', Soft: 1024, Hard: 1024 }],
    Init: true,
    IpcMode: 'none',
    RestartPolicy: { Name: 'no' },
  };
}

/** The engine keeps each line as a JSON object: several times its length when lines are short. */
function logMegabytes(logBytes: number): number {
  return Math.ceil((4 * logBytes) / 2 ** 20) + 1;
}
