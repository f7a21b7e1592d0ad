/**
 * `createDrafts`: what was typed and is not known to be on disk yet, in the browser's own store: it outlives a window, a core or a computer that ends at once.
 */
export interface Drafts {
  keep(path: string, content: string): void;
  drop(path: string): void;
  /** What was left behind, newer than what is on disk: by path. What is older is forgotten. */
  left(files: readonly { path: string; modified: number }[]): Record<string, string>;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface Draft {
  at: number;
  content: string;
}

export function createDrafts(challengeId: string, store: Store = localStorage, now: () => number = Date.now): Drafts {
  const key = `bancada.drafts.${challengeId}`;
  const read = (): Record<string, Draft> => {
    try {
      return JSON.parse(store.getItem(key) ?? '{}') as Record<string, Draft>;
    } catch {
      return {};
    }
  };
  const write = (drafts: Record<string, Draft>) => {
    try {
      if (Object.keys(drafts).length === 0) store.removeItem(key);
      else store.setItem(key, JSON.stringify(drafts));
    } catch {
      // The browser's store is full: the file itself is written half a second later.
    }
  };
  return {
    keep: (path, content) => write({ ...read(), [path]: { at: now(), content } }),
    drop(path) {
      const { [path]: dropped, ...rest } = read();
      if (dropped) write(rest);
    },
    left(files) {
      const drafts = read();
      const newer = files.filter(({ path, modified }) => (drafts[path]?.at ?? 0) > modified);
      const kept = Object.fromEntries(newer.map(({ path }) => [path, drafts[path]!]));
      write(kept);
      return Object.fromEntries(Object.entries(kept).map(([path, { content }]) => [path, content]));
    },
  };
}
