/** `pullQuickly`: an image of a registry. Gives up unless layers arrive soon; once they do, it may take its time. */
import type Docker from 'dockerode';
import { followProgress } from './progress.ts';

export type OnProgress = (fraction: number, message: string) => void;

/** A registry that has not begun to send by then is not "quick". */
const registryMs = 4000;

export async function pullQuickly(docker: Docker, image: string, onProgress: OnProgress): Promise<void> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`${image}: no registry answered in ${registryMs} ms`)), registryMs);
  const given = new Promise<never>((_resolve, reject) => {
    silence.signal.addEventListener('abort', () => reject(silence.signal.reason));
  });
  try {
    const pull = docker.pull(image, { abortSignal: silence.signal });
    const stream = await Promise.race([pull, given]);
    const whole = followProgress(stream, ({ status, progressDetail }) => {
      if (status === 'Downloading' || status === 'Already exists' || status?.startsWith('Status:')) clearTimeout(timer);
      const { current = 0, total = 0 } = progressDetail ?? {};
      if (total > 0) onProgress(Math.min(0.95, current / total), image);
    });
    await Promise.race([whole, given]);
  } finally {
    clearTimeout(timer);
  }
}
