/** Point-in-time joins against pandas' merge_asof: a thousand random histories, row for row. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openTestFeatures } from '../../src-main/features/test-features.ts';
import { definitions, writeWorld } from './features/world.ts';
import { peerPython } from './tables/peer.ts';

const { python, missing } = peerPython();
const { core, features, dispose } = openTestFeatures();
afterAll(dispose);

describe.skipIf(python === null)(`features ${missing}`, () => {
  test('a thousand histories with late events, ties, gaps and a TTL are joined as pandas joins them, row for row', async () => {
    const folder = core.home.root;
    const place = writeWorld(folder, { keys: 1000, events: 12_000, rows: 8000 }, 11);
    const peer = fileURLToPath(new URL('features/peer.py', import.meta.url));
    const { stdout, stderr } = spawnSync(python!, [peer, folder, '--values'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect(stderr).toBe('');
    const theirs = JSON.parse(stdout) as Record<'plain' | 'known', (number | null)[]>;
    for (const which of ['plain', 'known'] as const) {
      const to = { path: join(folder, `${which}.jsonl`), format: 'jsonl' as const };
      await features.trainingSet({
        definition: features.parse(definitions(which === 'known'), 'pares.yaml'),
        sources: { eventos: [{ path: place.events, format: 'csv' }] },
        rows: { path: place.rows, format: 'csv' },
        ...{ at: 'quando', label: null, to, naive: null },
      });
      const ours = readFileSync(to.path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { achado: number | null }).achado);
      expect(theirs[which].filter((value) => value !== null).length).toBeGreaterThan(2000);
      expect(ours).toEqual(theirs[which]);
    }
    expect(theirs.plain).not.toEqual(theirs.known);
  });
});
