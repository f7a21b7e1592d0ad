/**
 * `openIntegrity`: of an installed program, whether the files beside the archive are those that it was made with. The digests lie in the archive, whose own integrity
 * Electron checks (where the system lets it: macOS, Windows). Covered is what this process starts or shows: the core as built, and the window's files.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Integrity {
  /** Files of the core that are missing, new or another: none, where all is well. */
  changedCore(): string[];
  /** Whether these are the bytes of a file of the lab, named from its root. */
  holds(path: string, bytes: Uint8Array): boolean;
}

/** Run from its sources the program is whatever they are. */
export const unchecked: Integrity = { changedCore: () => [], holds: () => true };

const core = 'dist/host';

export function openIntegrity(manifest: string, lab: string): Integrity {
  const digests = new Map(Object.entries(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>));
  const holds = (path: string, bytes: Uint8Array) => digests.get(path) === createHash('sha256').update(bytes).digest('hex');
  return {
    holds,
    changedCore() {
      const there = namesIn(join(lab, core)).map((name) => `${core}/${name}`);
      const known = [...digests.keys()].filter((path) => path.startsWith(`${core}/`));
      const missing = known.filter((path) => !there.includes(path));
      return [...missing, ...there.filter((path) => !holds(path, readFileSync(join(lab, path))))];
    },
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch {
    return []; // all of it is missing
  }
}
