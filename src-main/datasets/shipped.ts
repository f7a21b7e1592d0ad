/** `createShipped`: the data sets that come with the lab, as sets with versions: entered once, when somebody asks for one. A lab that ships other bytes adds a version. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Dataset } from '../contract/catalog.ts';
import type { Contents } from './chunks/contents.ts';
import type { Sets } from './sets/sets.ts';

export interface Shipped {
  has(name: string): boolean;
  about(name: string): Dataset | null;
  /** Resolves once its version is in the store. */
  enter(name: string): Promise<void>;
  enterAll(): Promise<void>;
}

export function createShipped(catalog: Pick<Catalog, 'datasets' | 'dataset'>, contents: Contents, sets: Sets): Shipped {
  const entered = new Map<string, Promise<void>>();

  async function enter(name: string): Promise<void> {
    const { path, digest, fileName } = await catalog.dataset(name);
    if (sets.latest(name)?.digest === digest) return;
    const about = { name, fileName, message: '', origin: 'shipped', by: 'lab' } as const;
    sets.published(name, await contents.add(path, (content) => sets.publish(about, content)));
  }

  const about = (name: string) => catalog.datasets().find(({ id }) => id === name) ?? null;
  const once = (name: string): Promise<void> => {
    const known = entered.get(name);
    if (known) return known;
    const entering = enter(name);
    entered.set(name, entering);
    entering.catch(() => entered.delete(name)); // a full disk may have room the next time
    return entering;
  };
  return {
    has: (name) => about(name) !== null,
    about,
    enter: once,
    async enterAll() {
      for (const { id } of catalog.datasets()) await once(id);
    },
  };
}
