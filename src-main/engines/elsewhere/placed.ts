/** What is put on an engine that is not the lab's own, and the health that it is asked for there. */
import type { HealthConfig, HostConfig } from 'dockerode';
import type { DeployStep } from '../../contract/deploy.ts';
import { hardenedHost } from '../docker/hardening.ts';

export interface Placed {
  /** Lower case, digits and dashes. */
  name: string;
  image: string;
  limits: { cpus: number; memoryBytes: number; diskBytes: number };
  port: number;
  bind: string;
  replicas: number;
  wait: boolean;
}

export interface Standing {
  found: boolean;
  image: string | null;
  previous: string | null;
  address: string | null;
  ready: number;
  wanted: number;
  parts: { kind: string; name: string; state: string }[];
}

export interface Platform {
  address: string;
  plan(): Promise<DeployStep[]>;
  apply(signal: AbortSignal): AsyncGenerator<DeployStep, void>;
  status(): Promise<Standing>;
  /** Back to what stood there before; null where nothing of it is kept. */
  undo(): Promise<DeployStep[] | null>;
  remove(): Promise<DeployStep[]>;
}

export const insidePort = 8080;
export const placedLabel = 'bancada.deploy';
export const nameOf = (name: string) => `bancada-${name}`;
const nobody = 65_534;
const second = 1e9;

const probe = `fetch('http://127.0.0.1:${insidePort}/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;
export const probeCommand = ['/usr/local/bin/node', '-e', probe];

/** What the engine asks from time to time. */
export const healthEvery = (seconds: number): HealthConfig => ({
  Test: ['CMD', ...probeCommand],
  ...{ Interval: seconds * second, Timeout: 3 * second, Retries: 5, StartPeriod: 30 * second },
});

/** As shut in as here; it writes to memory. */
export function hostOf({ limits }: Placed, network: string): HostConfig {
  const own = hardenedHost({ ...limits, network });
  const out = `rw,noexec,nosuid,nodev,size=${limits.diskBytes},uid=${nobody},gid=${nobody},mode=0700`;
  return { ...own, Tmpfs: { ...own.Tmpfs, '/lab/out': out }, RestartPolicy: { Name: 'unless-stopped' } };
}
