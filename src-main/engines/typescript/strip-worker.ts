/** `createStripWorker`: Node's own type stripping, in a thread that exists only while there is something to strip, so that the core never stalls. */
import { Worker } from 'node:worker_threads';

export interface StripWorker {
  /** Null for what is not TypeScript that can be stripped. */
  strip(text: string): Promise<string | null>;
}

const idleMs = 2000;

// Source rather than a file: it must be found in a bundle too. Node's warning that the function is experimental is ours to know, not the person's.
const source = `
const { parentPort } = require('node:worker_threads');
const { stripTypeScriptTypes } = require('node:module');
process.removeAllListeners('warning');
parentPort.on('message', ({ id, text }) => {
  let stripped = null;
  try { stripped = stripTypeScriptTypes(text); } catch {}
  parentPort.postMessage({ id, stripped });
});`;

export function createStripWorker(): StripWorker {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let next = 0;
  const waiting = new Map<number, (stripped: string | null) => void>();

  function giveUp(): void {
    worker = null;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  }

  function started(): Worker {
    if (worker) return worker;
    const made = new Worker(source, { eval: true });
    made.on('message', ({ id, stripped }: { id: number; stripped: string | null }) => {
      waiting.get(id)?.(stripped);
      waiting.delete(id);
      if (waiting.size === 0) rest(made);
    });
    made.on('error', giveUp);
    made.on('exit', () => worker === made && giveUp());
    worker = made;
    return made;
  }

  function rest(made: Worker): void {
    made.unref();
    idle = setTimeout(() => {
      worker = null;
      void made.terminate();
    }, idleMs).unref();
  }

  return {
    strip(text) {
      clearTimeout(idle);
      const made = started();
      made.ref();
      const id = next++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        made.postMessage({ id, text });
      });
    },
  };
}
