/** `createSetViews`: sets as the window and the terminal show them, with their sizes. */
import type { DataSet } from '../../contract/datasets.ts';
import type { Shipped } from '../shipped.ts';
import type { Sets, SetWithVersions } from './sets.ts';

export function createSetViews(
  sets: Sets,
  shipped: Pick<Shipped, 'about' | 'has' | 'enter' | 'enterAll'>,
  storedOf: (ids: number[]) => Promise<number[]>,
) {
  function view(set: SetWithVersions, storedBytes: number): DataSet {
    const { name, description, createdAt, updatedAt, items, tags } = set;
    const about = set.shipped ? shipped.about(name) : null;
    const there = items.filter(({ deletedAt }) => deletedAt === null);
    return {
      name,
      shipped: about && { title: about.title, licence: about.licence, citation: about.citation },
      description,
      createdAt,
      updatedAt,
      current: items.find(({ isCurrent }) => isCurrent) ?? null,
      versions: there.length,
      trashed: items.length - there.length,
      tags,
      logicalBytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
      storedBytes,
    };
  }

  return {
    async list(): Promise<DataSet[]> {
      await shipped.enterAll();
      const all = sets.all();
      const stored = await storedOf(all.map(({ id }) => id));
      return all.map((set, index) => view(set, stored[index]!));
    },
    async get(name: string) {
      if (shipped.has(name)) await shipped.enter(name);
      const set = sets.get(name);
      const [stored = 0] = await storedOf([set.id]);
      return { ...view(set, stored), items: set.items, history: set.history };
    },
  };
}
