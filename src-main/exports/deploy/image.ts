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
    const host = engine && 'socketPath' in engine ? { DOCKER_HOST: `unix://${engine.socketPath}` } : {};
    await promisify(execFile)('docker', ['push', '--quiet', image], { signal, env: { ...process.env, ...host } });
  } catch (error) {
    signal.throwIfAborted();
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new BancadaError('DEPLOY_TOOL_MISSING', { tool: 'docker' }, { cause: error });
    throw new BancadaError('DEPLOY_FAILED', { name: image, detail: stderr?.trim() || String(error) }, { cause: error });
  }
}
