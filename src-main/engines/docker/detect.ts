/** `detect`: the first engine that answers, and why each other way was refused. All ways are tried at once, within one time limit. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import type Docker from 'dockerode';
import { type Abortable, limited } from './client.ts';
import { colima } from './strategies/colima.ts';
import { dockerDesktop } from './strategies/docker-desktop.ts';
import { dockerHost } from './strategies/docker-host.ts';
import { podman } from './strategies/podman.ts';
import { rootlessSocket } from './strategies/rootless-socket.ts';
import type { Address, Strategy, Surroundings } from './strategies/strategy.ts';
import { systemSocket } from './strategies/system-socket.ts';

export interface Found {
  readonly docker: Docker;
  readonly way: string;
  readonly socket: string;
  readonly version: string;
  /** The engine runs with the person's own rights: inside, they appear as root. */
  readonly rootless: boolean;
}

export interface Detection {
  readonly found: Found | null;
  readonly refused: { way: string; reason: string }[];
}

const answerMs = 1200;
const strategies: readonly Strategy[] = [dockerHost, systemSocket, rootlessSocket, dockerDesktop, podman, colima];

export function surroundings(): Surroundings {
  return { env: process.env, platform: process.platform, homeDir: homedir(), uid: process.getuid?.() ?? -1 };
}

export async function detect(around: Surroundings = surroundings()): Promise<Detection> {
  // Whoever sets DOCKER_HOST has decided; another engine would be a surprise.
  const decided = Boolean(around.env.DOCKER_HOST);
  const results = await Promise.all(
    strategies.map((strategy) => (decided && strategy !== dockerHost ? 'DOCKER_HOST decides' : attempt(strategy, around))),
  );
  const found = results.find((result) => typeof result !== 'string') ?? null;
  const refused = strategies.flatMap(({ way }, index) => {
    const reason = results[index];
    return typeof reason === 'string' ? [{ way, reason }] : [];
  });
  return { found, refused };
}

async function attempt({ way, find }: Strategy, around: Surroundings): Promise<Found | string> {
  const addresses = find(around);
  if ('refused' in addresses) return addresses.refused;
  const answers = await Promise.all(addresses.map((address) => ask(way, address)));
  return answers.find((answer) => typeof answer !== 'string') ?? answers.join('; ');
}

async function ask(way: string, address: Address): Promise<Found | string> {
  const socket = 'socketPath' in address ? address.socketPath : `${address.host}:${address.port}`;
  if ('socketPath' in address && process.platform !== 'win32' && !existsSync(socket)) return `${socket}: ENOENT`;
  // It brings a whole gRPC along, 100 ms to load: only once somebody asks for an engine.
  const { default: Client } = await import('dockerode');
  const docker = new Client({ ...address, timeout: 0 });
  try {
    const answer = limited(answerMs, (abortSignal) => (docker.info as (options: Abortable) => Promise<unknown>).call(docker, { abortSignal }));
    const info = (await answer) as { ServerVersion: string; SecurityOptions?: string[]; OSType?: string };
    if (info.OSType !== undefined && info.OSType !== 'linux') return `${socket}: runs ${info.OSType} containers`;
    const rootless = (info.SecurityOptions ?? []).some((option) => option.includes('rootless'));
    return { docker, way, socket, version: info.ServerVersion, rootless };
  } catch (error) {
    return `${socket}: ${reasonOf(error)}`;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return code && /^E[A-Z]+$/.test(code) ? code : error.message;
}
