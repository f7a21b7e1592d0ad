/**
 * How an exported program is shut in, in each platform's words. All of it is derived from what our own containers are made with, so that a change
 * there is a change here. What a platform has no word for is said in its README.
 */
import { hardenedHost } from '../engines/index.ts';

export interface Limits {
  cpus: number;
  memoryBytes: number;
  /** Of what it may write. */
  diskBytes: number;
}

/** `nobody`: what our containers run as when the lab runs as root. */
export const nobody = 65_534;
export const tmpBytes = 64 * 2 ** 20;

const ours = ({ cpus, memoryBytes }: Limits) => hardenedHost({ cpus, memoryBytes, network: 'none' });

/** Of a pod, in Kubernetes and all that is built on it. */
export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: nobody,
  runAsGroup: nobody,
  fsGroup: nobody,
  seccompProfile: { type: 'RuntimeDefault' },
};

export function containerSecurity(limits: Limits): Record<string, unknown> {
  const host = ours(limits);
  return {
    allowPrivilegeEscalation: !host.SecurityOpt?.includes('no-new-privileges'),
    privileged: host.Privileged,
    readOnlyRootFilesystem: host.ReadonlyRootfs,
    runAsNonRoot: true,
    runAsUser: nobody,
    runAsGroup: nobody,
    capabilities: { drop: host.CapDrop },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Memory is asked for as a whole; of the CPU half is promised, as a model that waits needs little. */
export function podResources({ cpus, memoryBytes, diskBytes }: Limits) {
  const memory = mebibytes(memoryBytes);
  const disk = mebibytes(diskBytes + tmpBytes);
  return {
    requests: { cpu: millicores(cpus / 2), memory, 'ephemeral-storage': disk },
    limits: { cpu: millicores(cpus), memory, 'ephemeral-storage': disk },
  };
}

export function composeHardening(limits: Limits): Record<string, unknown> {
  const { CapDrop, SecurityOpt, ReadonlyRootfs, PidsLimit, Memory, MemorySwap, Init, Ulimits } = ours(limits);
  return {
    user: `${nobody}:${nobody}`,
    init: Init,
    read_only: ReadonlyRootfs,
    cap_drop: CapDrop,
    security_opt: SecurityOpt?.map((option: string) => `${option}:true`),
    pids_limit: PidsLimit,
    mem_limit: Memory,
    memswap_limit: MemorySwap,
    cpus: limits.cpus,
    ulimits: ulimits(Ulimits),
    tmpfs: [
      `/tmp:rw,noexec,nosuid,nodev,size=${tmpBytes}`,
      `/lab/out:rw,noexec,nosuid,nodev,size=${limits.diskBytes},uid=${nobody},gid=${nobody},mode=0700`,
    ],
  };
}

/** Swarm has no word for `no-new-privileges`, nor for memory and processes outside of `deploy`. */
export function swarmHardening(limits: Limits): Record<string, unknown> {
  const { CapDrop, ReadonlyRootfs, Init, Ulimits } = ours(limits);
  const tmpfs = (target: string, size: number) => ({ type: 'tmpfs', target, tmpfs: { size } });
  return {
    user: `${nobody}:${nobody}`,
    init: Init,
    read_only: ReadonlyRootfs,
    cap_drop: CapDrop,
    ulimits: ulimits(Ulimits),
    volumes: [tmpfs('/tmp', tmpBytes), tmpfs('/lab/out', limits.diskBytes)],
  };
}

export function swarmLimits(limits: Limits): Record<string, unknown> {
  const { PidsLimit } = ours(limits);
  return { cpus: String(limits.cpus), memory: `${megabytes(limits.memoryBytes)}M`, pids: PidsLimit };
}

export const mebibytes = (bytes: number) => `${megabytes(bytes)}Mi`;
export const millicores = (cpus: number) => `${Math.round(cpus * 1000)}m`;
const megabytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);

function ulimits(all: ReturnType<typeof ours>['Ulimits']): Record<string, { soft: number; hard: number }> {
  return Object.fromEntries((all ?? []).map(({ Name, Soft, Hard }) => [String(Name), { soft: Number(Soft), hard: Number(Hard) }]));
}
