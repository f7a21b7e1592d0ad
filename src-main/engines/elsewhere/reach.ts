/** `reach`: the container engine that a target names, and whether it answers. */
import { existsSync, readFileSync } from 'node:fs';
import type { Agent } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import type { DockerOptions } from 'dockerode';
import { BancadaError } from '../../contract/errors.ts';
import { detect } from '../docker/detect.ts';
import { type EngineAddress, placeName } from './address.ts';

export interface Reached {
  docker: Docker;
  where: string;
  /** As Node calls it. */
  arch: string;
  isManager: boolean;
}

const architectures: Record<string, string> = { x86_64: 'x64', amd64: 'x64', aarch64: 'arm64', arm64: 'arm64' };
const answerMs = 15_000;

export async function reach(engine: EngineAddress | null): Promise<Reached> {
  const where = placeName(engine);
  const docker = await clientOf(engine);
  try {
    const info = (await withTime(docker.info())) as {
      Name: string;
      Architecture: string;
      ServerVersion: string;
      Swarm?: { ControlAvailable?: boolean };
    };
    return {
      docker,
      where: `${info.Name} (${where}, Docker ${info.ServerVersion})`,
      arch: architectures[info.Architecture] ?? info.Architecture,
      isManager: info.Swarm?.ControlAvailable ?? false,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === 'spawn ssh') throw new BancadaError('DEPLOY_TOOL_MISSING', { tool: 'ssh' }, { cause: error });
    throw new BancadaError('DEPLOY_UNREACHABLE', { where, detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
}

async function clientOf(engine: EngineAddress | null): Promise<Docker> {
  if (engine === null) {
    const { found, refused } = await detect();
    if (found) return found.docker;
    const detail = refused.map(({ way, reason }) => `${way}: ${reason}`).join('; ');
    throw new BancadaError('DEPLOY_UNREACHABLE', { where: placeName(engine), detail });
  }
  const { default: Client } = await import('dockerode');
  if ('socketPath' in engine) return new Client(engine);
  if (engine.protocol !== 'ssh') return new Client({ ...engine, ...(engine.protocol === 'https' && certificates(process.env)) });
  const { overSsh } = await import('./over-ssh.ts');
  const options: DockerOptions & { agent: Agent } = { protocol: 'http', host: engine.host, port: engine.port, agent: overSsh(engine) };
  return new Client(options);
}

/** Where Docker's own client looks for them. */
function certificates(env: NodeJS.ProcessEnv): { ca?: Buffer; cert?: Buffer; key?: Buffer } {
  const folder = env.DOCKER_CERT_PATH ?? join(homedir(), '.docker');
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : undefined);
  const [ca, cert, secret] = [read('ca.pem'), read('cert.pem'), read('key.pem')];
  return { ...(ca && { ca }), ...(cert && { cert }), ...(secret && { key: secret }) };
}

async function withTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${answerMs / 1000} s`)), answerMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
