/** `imageEntries`, `pushImage`: what the subject's image is built from, and how it gets to a registry: with the person's own `docker login`. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BancadaError } from '../../contract/errors.ts';
import type { EngineAddress, ImageEntry } from '../../engines/index.ts';
import type { EndpointSubject } from '../endpoint/subject.ts';
import { isText } from '../files.ts';

const folder = 'image/';

export function imageEntries({ files }: EndpointSubject): ImageEntry[] {
  return files
    .filter(({ path }) => path.startsWith(folder))
    .map((file) => ({ name: file.path.slice(folder.length), ...(isText(file) ? { content: file.content } : { path: file.from }) }));
}

/** Docker's own client knows where its passwords lie. */
export async function pushImage(image: string, engine: EngineAddress | null, signal: AbortSignal): Promise<void> {
  try {
    await promisify(execFile)('docker', ['push', '--quiet', image], { signal, env: { ...process.env, ...(engine && hostOf(engine)) } });
  } catch (error) {
    signal.throwIfAborted();
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new BancadaError('DEPLOY_TOOL_MISSING', { tool: 'docker' }, { cause: error });
    throw new BancadaError('DEPLOY_FAILED', { name: image, detail: stderr?.trim() || String(error) }, { cause: error });
  }
}

/** The engine that has the image, as Docker's own client is told of it. */
function hostOf(engine: EngineAddress): NodeJS.ProcessEnv {
  if ('socketPath' in engine) return { DOCKER_HOST: `unix://${engine.socketPath}` };
  const { protocol, host, port } = engine;
  const at = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (protocol === 'ssh') return { DOCKER_HOST: `ssh://${engine.username}@${at}` };
  return { DOCKER_HOST: `tcp://${at}`, ...(protocol === 'https' && { DOCKER_TLS_VERIFY: '1' }) };
}
