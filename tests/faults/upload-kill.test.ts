import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src-main/common/core.ts';
import { openArtifacts, openDatabase, openHome } from '../../src-main/storage/index.ts';
import { createArtifactTree } from '../../src-main/tracking/artifacts/tree.ts';

const rounds = 12;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-uploads-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

/** What a core acknowledged before it was killed: path → digest, null where a deletion was under way. */
async function killedAfter(ms: number, prefix: string): Promise<Map<string, string | null>> {
  const core = spawn(process.execPath, [fileURLToPath(new URL('uploader.ts', import.meta.url)), root, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  core.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(core, 'close');
  while (said === '') await sleep(10);
  await sleep(ms);
  core.kill('SIGKILL');
  await ended;
  const state = new Map<string, string | null>();
  for (const line of said.split('\n').slice(0, -1)) {
    const [what, path = '', digest = ''] = line.split(' ');
    state.set(path, what === 'put' ? digest : null);
  }
  return state;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

/** After a restart: what was acknowledged is there, whole, and the store holds what is shown and nothing else. */
async function expectWhole(acknowledged: Map<string, string | null>): Promise<void> {
  const home = openHome(root);
  const storage = openDatabase(home.database);
  const artifacts = openArtifacts(home.artifacts);
  const tree = createArtifactTree({ storage, artifacts, clock: systemClock });
  await tree.recover();
  expect(storage.db.pragma('integrity_check', { simple: true })).toBe('ok');
  for (const [path, digest] of acknowledged) {
    const found = tree.find(path);
    if (found?.kind === 'file') expect(createHash('sha256').update(readFileSync(found.file)).digest('hex')).toBe(found.digest);
    // A file may have been replaced by one that was committed but not yet acknowledged; it is never gone.
    else expect(digest).toBeNull();
  }
  const shown = storage.db.prepare<[], string>("SELECT DISTINCT digest FROM artifact_tree WHERE kind = 'file'").pluck().all();
  expect(filesIn(artifacts.uploads.root).sort()).toEqual(shown.sort());
  await storage.close();
}

it('loses no acknowledged upload and keeps nothing of the others, whenever its core is killed', { timeout: 120_000 }, async () => {
  for (let round = 0; round < rounds; round++) await expectWhole(await killedAfter(20 + Math.random() * 300, `r${round}`));
});

it('shares one store among cores that take and drop the same bytes', { timeout: 120_000 }, async () => {
  const states = await Promise.all(['x', 'y', 'z'].map((prefix) => killedAfter(3000, prefix)));
  await expectWhole(new Map(states.flatMap((state) => [...state])));
});
