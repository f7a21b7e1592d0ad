/** `parseTarget`: what `--target` says: which platform, and where it is. */
import { BancadaError } from '../../contract/errors.ts';

export type Place =
  | { kind: 'docker' | 'swarm'; engine: EngineAddress | null }
  | { kind: 'kubernetes'; context: string | null; namespace: string | null };

export type EngineAddress =
  | { socketPath: string }
  | { protocol: 'http' | 'https'; host: string; port: number }
  | { protocol: 'ssh'; host: string; port: number; username: string };

/** Without an address: the engine that DOCKER_HOST names, else the one that is found here; of Kubernetes what kubectl is set to. */
export function parseTarget(target: string, env: NodeJS.ProcessEnv): Place {
  const [, kind = '', rest = ''] = /^(docker|swarm|kubernetes)(?::\/\/(.*))?$/.exec(target) ?? [];
  const invalid = () => new BancadaError('DEPLOY_TARGET_INVALID', { target });
  if (kind === 'kubernetes') {
    const [, context = '', namespace = ''] = /^([^/]*)(?:\/([a-z0-9-]+))?$/.exec(rest) ?? [null];
    if (rest !== '' && context === '' && namespace === '') throw invalid();
    return { kind, context: context || null, namespace: namespace || null };
  }
  if (kind !== 'docker' && kind !== 'swarm') throw invalid();
  const address = rest || env.DOCKER_HOST || '';
  if (address === '') return { kind, engine: null };
  const engine = engineAt(address, env);
  if (!engine) throw invalid();
  return { kind, engine };
}

function engineAt(address: string, env: NodeJS.ProcessEnv): EngineAddress | null {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(address);
  if (socket?.[1]) return { socketPath: socket[1] };
  // A bare host is asked for as Docker's own contexts mostly are.
  const [, scheme = 'ssh', login, host, port] =
    /^(?:(tcp|https?|ssh):\/\/)?(?:([\w.-]+)@)?([\w.-]+|\[[\da-f:]+\])(?::(\d+))?\/?$/i.exec(address) ?? [];
  if (host === undefined) return null;
  const bare = host.replace(/[[\]]/g, '');
  if (scheme === 'ssh') return { protocol: 'ssh', host: bare, port: Number(port ?? 22), username: login ?? env.USER ?? 'root' };
  const safe = scheme === 'https' || (scheme === 'tcp' && Boolean(env.DOCKER_TLS_VERIFY));
  return { protocol: safe ? 'https' : 'http', host: bare, port: Number(port ?? (safe ? 2376 : 2375)) };
}

export function placeName(engine: EngineAddress | null): string {
  if (engine === null) return 'local';
  return 'socketPath' in engine ? `unix://${engine.socketPath}` : `${engine.protocol}://${engine.host}:${engine.port}`;
}
