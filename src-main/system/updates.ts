/**
 * `createUpdates`: whether there is a newer version. Asked at most once a day, when somebody looks at the environment, and only where the setting allows it.
 * What is sent is one GET for a file that is the same for everybody: no version, no identity, no cookie. Nothing is downloaded or installed.
 */
import { z } from 'zod';
import type { Core } from '../common/core.ts';

export interface Release {
  version: string;
  /** Where a person gets it. */
  page: string;
}

export interface Updates {
  /** What the last answer said, if that is newer than what runs. Asks again in the background when it is a day old. */
  newer(): Release | null;
  /** What is being asked has been answered. */
  settled(): Promise<void>;
}

interface UpdateDeps {
  version: string;
  /** Null: nothing is published anywhere yet. */
  address: string | null;
  isAllowed(): boolean;
}

const release = z.object({ version: z.string().regex(/^\d+\.\d+\.\d+$/), page: z.url({ protocol: /^https?$/ }) });
const kept = z.object({ at: z.number(), release: release.nullable() });
const dayMs = 24 * 3600 * 1000;
const patienceMs = 5000;
const largestBytes = 10_000;

export function createUpdates({ storage, clock, changes, log }: Pick<Core, 'storage' | 'clock' | 'changes' | 'log'>, deps: UpdateDeps): Updates {
  const read = storage.db.prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'update'");
  const put = storage.db.prepare("INSERT INTO meta VALUES ('update', ?) ON CONFLICT DO UPDATE SET value = excluded.value");
  let asking: Promise<void> | null = null;

  function last(): z.infer<typeof kept> | null {
    const row = read.get();
    return row ? (kept.safeParse(JSON.parse(row.value)).data ?? null) : null;
  }

  async function ask(address: string): Promise<void> {
    let found: Release | null = last()?.release ?? null;
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs), credentials: 'omit', headers: { 'user-agent': 'bancada' } });
      const text = await answer.text();
      if (!answer.ok || text.length > largestBytes) throw new Error(`${answer.status}, ${text.length} bytes`);
      found = release.parse(JSON.parse(text));
    } catch (error) {
      log.info('no word of new versions', { address, error });
    }
    await storage.write(() => void put.run(JSON.stringify({ at: clock.now(), release: found })));
    if (found) changes.publish({ topic: 'engine' });
  }

  return {
    newer() {
      if (!deps.isAllowed() || deps.address === null) return null;
      const known = last();
      // A clock that was set back must not put it off for years.
      const age = known === null ? dayMs : Math.abs(clock.now() - known.at);
      if (age >= dayMs) {
        asking ??= ask(deps.address).finally(() => {
          asking = null;
        });
      }
      return known?.release && isNewer(known.release.version, deps.version) ? known.release : null;
    },
    settled: () => asking ?? Promise.resolve(),
  };
}

function isNewer(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  const at = a!.findIndex((part, i) => part !== b![i]);
  return at >= 0 && a![at]! > (b![at] ?? 0);
}
