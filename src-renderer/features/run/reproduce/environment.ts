/** Which files of a run's artifacts tell the environment that a logged model needs. Pure. */
import type { ArtifactEntry } from '#contract';
import { lastOf, type Root } from '../artifacts/place.ts';

const environmentFiles = ['requirements.txt', 'conda.yaml', 'python_env.yaml'] as const;

/** Folders looked into: a model lies in one of the first. */
export const foldersOf = (root: readonly ArtifactEntry[], most = 5): string[] =>
  root
    .filter(({ isDir }) => isDir)
    .slice(0, most)
    .map(({ path }) => path);

type Listing = Root & { entries: readonly ArtifactEntry[] };

/** Of the first folder that holds a model; without any, of the first that has such a file. */
export function environmentOf(listings: readonly Listing[]): (Root & { path: string })[] {
  const holds = (names: readonly string[]) => (listing: Listing) => listing.entries.some(({ path, isDir }) => !isDir && names.includes(lastOf(path)));
  const place = listings.find(holds(['MLmodel'])) ?? listings.find(holds(environmentFiles));
  if (!place) return [];
  const { entries, ...root } = place;
  return environmentFiles.flatMap((name) => {
    const found = entries.find(({ path, isDir }) => !isDir && lastOf(path) === name);
    return found ? { ...root, path: found.path } : [];
  });
}
