/** `writeHashed`, `syncFile`, `syncFileNow`: bytes to a new file, hashed on the way. */
import { createHash } from 'node:crypto';
import { closeSync, fchmodSync, fsync, fsyncSync, openSync, writev } from 'node:fs';
import { promisify } from 'node:util';

const sync = promisify(fsync);
/** What comes in pieces of 64 KB goes to the disk in larger ones: each write is a way through a thread. */
const together = 1 << 20;

/** The file must not exist; nobody may write to it afterwards. */
export async function writeHashed(path: string, bytes: AsyncIterable<Uint8Array>): Promise<{ digest: string; length: number }> {
  const hash = createHash('sha256');
  const file = openSync(path, 'wx', 0o600);
  let length = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await writing;
    const pieces = waiting;
    waiting = [];
    waitingBytes = 0;
    writing = writeAll(file, pieces);
    // Seen by the next `await`; without this, a failure before then would count as nobody's.
    writing.catch(() => undefined);
  };
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      length += chunk.length;
      waiting.push(chunk);
      waitingBytes += chunk.length;
      // One batch is on its way to the disk while the next arrives.
      if (waitingBytes >= together) await flush();
    }
    await flush();
    await writing;
    fchmodSync(file, 0o444);
    if (!syncsByName) await sync(file);
  } finally {
    await writing.catch(() => undefined);
    closeSync(file);
  }
  return { digest: hash.digest('hex'), length };
}

/** Where a file that is only read can be synced, its names are with it. */
const syncsByName = process.platform !== 'win32';

/** A file that is gone meanwhile needs no sync. */
export async function syncFile(path: string): Promise<void> {
  const file = syncsByName ? openIfThere(path) : null;
  if (file === null) return;
  await sync(file).finally(() => closeSync(file));
}

export function syncFileNow(path: string): void {
  const file = syncsByName ? openIfThere(path) : null;
  if (file === null) return;
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function writeAll(file: number, pieces: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (left: readonly Uint8Array[]): void => {
      if (left.length === 0) resolve();
      else writev(file, left, (error, written) => (error ? reject(error) : next(after(left, written))));
    };
    next(pieces.filter((piece) => piece.length > 0));
  });
}

/** A full disk takes a part and refuses the rest only when asked again. */
function after(pieces: readonly Uint8Array[], written: number): Uint8Array[] {
  let skip = written;
  return pieces.flatMap((piece) => {
    const cut = Math.min(skip, piece.length);
    skip -= cut;
    return cut === piece.length ? [] : [piece.subarray(cut)];
  });
}
