import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import type { DataJob, GcPolicy } from '../../contract/datasets.ts';
import type { DatasetsDomain } from '../index.ts';
import { openTestDatasets } from '../test-datasets.ts';

const hour = 3_600_000;
const policy: GcPolicy = { keepLast: 1, keepTagged: true, keepUsedByRuns: true, keepUsedByModels: true, trashDays: 0 };

let now = 0;
let test: ReturnType<typeof openTestCore>;
let datasets: DatasetsDomain;
beforeEach(() => {
  now = 1_000_000_000_000;
  test = openTestCore({ now: () => now });
  datasets = openTestDatasets(test.core);
});
afterEach(async () => {
  await datasets.close();
  await test.dispose();
});

async function ended({ jobId }: { jobId: string }): Promise<DataJob> {
  for await (const _ of datasets.jobs.watch(jobId));
  return datasets.jobs.get(jobId);
}
let files = 0;
async function bring(name: string, bytes: Uint8Array) {
  const path = join(test.core.home.root, `${files++}.bin`);
  writeFileSync(path, bytes);
  const job = await ended(datasets.import({ name, from: { path }, message: '' }));
  expect(job).toMatchObject({ status: 'done' });
  return job.version!;
}
const collect = async (more: Partial<GcPolicy> = {}) => (await ended(datasets.gc({ ...policy, ...more }))).collected!;
const preview = (more: Partial<GcPolicy> = {}) => datasets.gcPreview({ ...policy, ...more });
const read = async (reference: string) => readFileSync((await datasets.dataset(reference)).path);
const onDisk = () => {
  const packs = join(test.core.home.artifacts, 'data', 'packs');
  return existsSync(packs) ? readdirSync(packs).reduce((sum, name) => sum + statSync(join(packs, name)).size, 0) : 0;
};
const later = () => {
  now += 2 * hour;
};
const db = () => test.core.storage.db;
function run(id: string, digest: string, status = 'succeeded'): void {
  db()
    .prepare(
      "INSERT INTO pipeline_runs (run_id, pipeline, solution, engine, status, params, plan, started_at) VALUES (?, 'p', 'x', 'process', ?, '{}', '{}', 0)",
    )
    .run(id, status);
  db().prepare("INSERT INTO run_data VALUES (?, 'le', 'dados', 'x', ?)").run(id, digest);
}

describe('the collection of data', () => {
  it('takes old versions and gives back what only they held; the preview said so', async () => {
    const base = randomBytes(2 << 20);
    await bring('x', Buffer.concat([base, randomBytes(3 << 20)]));
    await bring('x', base);
    later();
    const said = await preview();
    expect(said).toMatchObject({ versions: [{ name: 'x', version: 1, bytes: 5 << 20 }], kept: 1, logicalBytes: 5 << 20 });
    const before = onDisk();
    const { versions, freedBytes } = await collect();
    expect([versions, freedBytes]).toEqual([1, said.freedBytes]);
    expect(before - onDisk()).toBe(freedBytes);
    expect((await read('x@v2')).equals(base)).toBe(true);
    // The number is not given again, and the history tells what became of it.
    expect(await bring('x', randomBytes(10))).toMatchObject({ version: 3 });
    expect((await datasets.get('x')).history.map(({ kind, version }) => [kind, version])).toContainEqual(['collected', 1]);
  });

  it('keeps what is tagged, current, read by runs or by models, or was handed out just now', async () => {
    const [first, second, third] = [await bring('x', randomBytes(100)), await bring('x', randomBytes(101)), await bring('x', randomBytes(102))];
    for (let n = 0; n < 3; n++) await bring('x', randomBytes(200 + n));
    await datasets.sets.setTag('x', 1, 'ouro');
    run('lido', second.digest);
    await datasets.dataset('x@v3');
    const going = async (more: Partial<GcPolicy> = {}) => (await preview(more)).versions.map(({ version }) => version);
    expect(await going()).toEqual([4, 5]);
    later();
    expect(await going()).toEqual([3, 4, 5]);
    expect(await going({ keepLast: 4 })).toEqual([]);
    expect(await going({ keepTagged: false })).toEqual([1, 3, 4, 5]);
    expect(await going({ keepUsedByRuns: false })).toEqual([2, 3, 4, 5]);
    await datasets.sets.makeCurrent('x', 4);
    expect(await going()).toEqual([3, 5]);
    run('aberto', third.digest, 'running');
    expect(await going({ keepUsedByRuns: false, keepUsedByModels: false })).toEqual([2, 5]);
    expect(first.version).toBe(1);
  });

  it('takes what has been in the trash for long enough, and a set with it', async () => {
    await bring('x', randomBytes(100));
    await datasets.sets.deleteVersions('x');
    now += 5 * 24 * hour;
    expect((await preview({ trashDays: 10 })).versions).toEqual([]);
    expect((await preview({ trashDays: 3 })).versions).toMatchObject([{ version: 1, trashed: true }]);
    await collect({ trashDays: 3 });
    expect(await datasets.list()).toEqual([]);
    expect(onDisk()).toBe(0);
    expect(await bring('x', randomBytes(10))).toMatchObject({ version: 1 });
  });

  it('takes copies that were made for reading, and they are made again', async () => {
    const bytes = randomBytes(500_000);
    await bring('x', bytes);
    await read('x');
    expect(await preview()).toMatchObject({ freedBytes: 0 });
    now += 2 * hour;
    expect(await preview()).toMatchObject({ versions: [], freedBytes: 500_000 });
    expect(await collect()).toEqual({ versions: 0, freedBytes: 500_000 });
    expect((await read('x')).equals(bytes)).toBe(true);
  });

  it('never takes anything that a version holds, whatever is done in whatever order and at once', async () => {
    const pieces = Array.from({ length: 6 }, () => randomBytes(300_000));
    const content = fc.array(fc.nat(5), { minLength: 1, maxLength: 4 });
    const operation = fc.oneof(
      { weight: 4, arbitrary: content.map((parts) => ({ kind: 'bring' as const, parts })) },
      { weight: 2, arbitrary: fc.constant({ kind: 'collect' as const }) },
      { weight: 1, arbitrary: fc.nat(9).map((which) => ({ kind: 'trash' as const, which })) },
      { weight: 1, arbitrary: fc.nat(9).map((which) => ({ kind: 'tag' as const, which })) },
      { weight: 1, arbitrary: fc.nat(9).map((which) => ({ kind: 'read' as const, which })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'later' as const }) },
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(operation, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 8 }), async (turns) => {
        const name = `p${round++}`;
        const held = new Map<number, Buffer>();
        for (const turn of turns) {
          await Promise.all(
            turn.map(async (one) => {
              const versions = [...held.keys()];
              const version = 'which' in one ? versions[one.which % Math.max(1, versions.length)] : undefined;
              if (one.kind === 'later') later();
              else if (one.kind === 'collect') await collect();
              else if (one.kind === 'bring') {
                const bytes = Buffer.concat(one.parts.map((part) => pieces[part]!));
                held.set((await bring(name, bytes)).version, bytes);
              } else if (version !== undefined) {
                // Somebody else may have taken it meanwhile.
                const act = {
                  trash: () => datasets.sets.deleteVersions(name, [version]),
                  tag: () => datasets.sets.setTag(name, version, 'ouro'),
                  read: () => read(`${name}@v${version}`),
                }[one.kind];
                await act().catch((error) => expect(['DATA_VERSION_NOT_FOUND', 'DATASET_NOT_FOUND']).toContain(error.code));
              }
            }),
          );
          const { items } = await datasets.get(name).catch(() => ({ items: [] }));
          for (const { version, deletedAt } of items) {
            if (deletedAt === null) expect((await read(`${name}@v${version}`)).equals(held.get(version)!)).toBe(true);
          }
        }
        await ended(datasets.gc({ ...policy, keepLast: 10_000 }));
        const stored = db().prepare('SELECT ifnull(sum(bytes), 0) FROM data_chunks').pluck().get() as number;
        const needed = db().prepare('SELECT ifnull(sum(bytes), 0) FROM data_chunks WHERE id IN (SELECT chunk FROM data_recipes)').pluck().get();
        expect(stored).toBe(needed);
        expect(onDisk()).toBeLessThanOrEqual(stored / 0.94);
        expect(db().pragma('foreign_key_check')).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
