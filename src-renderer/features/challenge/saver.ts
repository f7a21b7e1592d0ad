/** Writes files a moment after the last change, one write per file at a time, the latest content last. Pure of React. */
import type { Drafts } from './drafts.ts';

interface Options {
  write(path: string, content: string): Promise<unknown>;
  onState(state: 'saved' | 'saving' | 'dirty' | 'failed'): void;
  delayMs?: number;
  /** Where what waits is kept until it is on disk. */
  drafts?: Pick<Drafts, 'keep' | 'drop'>;
}

export interface Saver {
  edit(path: string, content: string): void;
  /** Writes now what waits; resolves when everything is on disk. */
  flush(): Promise<void>;
  /** Drops what waits (of one file, or of all): the file is being replaced. */
  forget(path?: string): void;
}

export function createSaver({ write, onState, delayMs = 600, drafts }: Options): Saver {
  const waiting = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<void> = Promise.resolve();

  async function drain(): Promise<void> {
    if (waiting.size === 0) return;
    onState('saving');
    try {
      while (waiting.size > 0) {
        const [path, content] = waiting.entries().next().value as [string, string];
        waiting.delete(path);
        try {
          await write(path, content);
          if (!waiting.has(path)) drafts?.drop(path);
        } catch (error) {
          if (!waiting.has(path)) waiting.set(path, content);
          throw error;
        }
      }
      onState('saved');
    } catch {
      onState('failed');
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    last = last.then(drain);
    return last;
  }

  return {
    edit(path, content) {
      waiting.set(path, content);
      drafts?.keep(path, content);
      onState('dirty');
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), delayMs);
    },
    flush,
    forget(path) {
      for (const name of path === undefined ? waiting.keys() : [path]) drafts?.drop(name);
      if (path === undefined) waiting.clear();
      else waiting.delete(path);
      if (waiting.size === 0) clearTimeout(timer);
    },
  };
}
