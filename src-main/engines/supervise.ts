/**
 * The limits that both engines keep: time, bytes written to the output folder, bytes of log.
 * Whatever ends a step first is its reason; `kill` is then called once with it.
 */
import type { StepExit, StepLaunch } from './engine.ts';
import { folderExceeds, smallFolder } from './folder-size.ts';

export type EndReason = Exclude<StepExit['reason'], 'exited'>;

export interface Supervision {
  /** Why the step was ended, null when nothing has ended it. */
  readonly reason: EndReason | null;
  /** Tells that `bytes` of log came; answers how many of them are still within the limit. */
  admitLog(bytes: number): number;
  end(reason: EndReason): void;
  /** To be called when the program has ended; a last look at the output folder. */
  finish(): Promise<void>;
  /** Stops watching, without a word about the end. */
  release(): void;
}

const diskEveryMs = 500;

export function supervise(
  limits: Pick<StepLaunch, 'timeoutMs' | 'resources' | 'outDir'>,
  kill: (reason: EndReason) => void,
  elapsedMs = 0,
): Supervision {
  let reason: EndReason | null = null;
  let finished = false;
  let logLeft = limits.resources.logBytes;
  const timeout = setTimeout(() => end('timeout'), Math.max(0, limits.timeoutMs - elapsedMs));
  let disk = setTimeout(watchDisk, diskEveryMs);

  function end(why: EndReason): void {
    if (reason || finished) return;
    reason = why;
    clearTimeout(timeout);
    clearTimeout(disk);
    kill(why);
  }

  async function watchDisk(): Promise<void> {
    if (await overDisk()) end('disk-limit');
    else if (!finished && !reason) disk = setTimeout(watchDisk, diskEveryMs);
  }

  async function overDisk(): Promise<boolean> {
    const { diskBytes } = limits.resources;
    try {
      const bytes = smallFolder(limits.outDir);
      return bytes === null ? await folderExceeds(limits.outDir, diskBytes) : bytes > diskBytes;
    } catch {
      return false; // the folder is gone: its owner knows why
    }
  }

  function release(): void {
    finished = true;
    clearTimeout(timeout);
    clearTimeout(disk);
  }

  return {
    get reason() {
      return reason;
    },
    admitLog(bytes) {
      const admitted = Math.min(bytes, logLeft);
      logLeft -= admitted;
      if (admitted < bytes) end('log-limit');
      return admitted;
    },
    end,
    release,
    async finish() {
      release();
      if (!reason && (await overDisk())) reason = 'disk-limit';
    },
  };
}
