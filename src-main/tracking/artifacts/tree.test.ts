import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import { folderBytes } from '../../system/folder-bytes.ts';
import { type ArtifactTree, createArtifactTree } from './tree.ts';

let test: ReturnType<typeof openTestCore>;
let tree: ArtifactTree;
beforeEach(() => {
  test = openTestCore();
  tree = createArtifactTree(test.core);
});
afterEach(() => test.dispose());

async function* sent(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}
async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('gone');
}
const text = (path: string) => {
  const found = tree.find(path);
  return found?.kind === 'file' ? readFileSync(found.file, 'utf8') : null;
};
const names = (path: string) => tree.list(path)?.map(({ name }) => name) ?? null;
const filesOnDisk = () => {
  const { root } = test.core.artifacts.uploads;
  return readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
};
async function storedFolder(files: Record<string, string>) {
  const out = join(test.core.home.root, 'out');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), content);
  }
  return test.core.artifacts.take(out);
}

describe('files', () => {
  it('keeps what is sent, makes the folders on the way, and lists each folder alone', async () => {
    await tree.put('1/r/artifacts/model/MLmodel', sent('a', 'b'));
    await tree.put('1/r/artifacts/vazio', sent());
    expect(text('1/r/artifacts/model/MLmodel')).toBe('ab');
    expect(tree.list('1/r/artifacts')).toEqual([
      { name: 'model', isDir: true, bytes: null },
      { name: 'vazio', isDir: false, bytes: 0 },
    ]);
    expect(tree.list('1/r/artifacts/vazio')).toEqual([]);
    expect(tree.list('1/r/nada')).toBeNull();
    expect(tree.bytes('1/r')).toBe(2);
  });

  it('replaces a file, and frees what nobody shows any more', async () => {
    await tree.put('a/x', sent('one'));
    await tree.put('a/x', sent('two'));
    expect(text('a/x')).toBe('two');
    expect(filesOnDisk()).toBe(1);
  });

  it('refuses a file where a folder is and a folder where a file is, and keeps nothing of it', async () => {
    await tree.put('a/x', sent('one'));
    await expect(tree.put('a', sent('two'))).rejects.toMatchObject({ code: 'ARTIFACT_PATH_TAKEN', data: { path: 'a', taken: 'a' } });
    await expect(tree.put('a/x/y', sent('two'))).rejects.toMatchObject({ code: 'ARTIFACT_PATH_TAKEN', data: { taken: 'a/x' } });
    expect(filesOnDisk()).toBe(1);
  });

  it('takes a folder away with all below it, and the folders that become empty, but not its neighbours', async () => {
    for (const path of ['a/b/c/1', 'a/b/2', 'a/b-c/3', 'a/b0/4']) await tree.put(path, sent(path));
    expect(await tree.delete('a/b')).toBe(true);
    expect(await tree.delete('a/b')).toBe(false);
    expect(names('a')).toEqual(['b-c', 'b0']);
    expect(filesOnDisk()).toBe(2);
    await tree.delete('a/b-c/3');
    await tree.delete('a/b0/4');
    expect(names('')).toEqual([]);
    expect(filesOnDisk()).toBe(0);
  });

  it('leaves nothing of an arrival that breaks off', async () => {
    await expect(tree.put('a/x', broken())).rejects.toThrow('gone');
    expect(tree.list('a')).toBeNull();
    expect(filesOnDisk()).toBe(0);
  });

  it('stores the same bytes once, wherever they are shown, also when a step left them', async () => {
    const megabyte = Buffer.alloc(1 << 20, 7);
    writeFileSync(join(test.core.home.root, 'dados.bin'), megabyte);
    await tree.attach('1/r/artifacts/dados.bin', await test.core.artifacts.take(join(test.core.home.root, 'dados.bin')));
    for (let i = 0; i < 20; i++) await tree.put(`1/r${i}/artifacts/dados.bin`, sent(megabyte));
    const used = await folderBytes(test.core.home.artifacts);
    expect(used).toBeGreaterThanOrEqual(megabyte.length);
    expect(used).toBeLessThan(1.1 * megabyte.length);
    for (let i = 0; i < 20; i++) await tree.delete(`1/r${i}`);
    expect(tree.find('1/r/artifacts/dados.bin')).toMatchObject({ kind: 'file', bytes: megabyte.length });
  });

  it('lets one of two arrivals at the same path win, whole', async () => {
    const one = 'a'.repeat(200_000);
    const two = 'b'.repeat(200_000);
    await Promise.all([tree.put('x/y', sent(one, one)), tree.put('x/y', sent(two, two))]);
    expect([one + one, two + two]).toContain(text('x/y'));
    expect(filesOnDisk()).toBe(1);
  });

  it('keeps bytes that someone sends while their last owner goes away', async () => {
    for (let round = 0; round < 30; round++) {
      await tree.put('a/x', sent('same'));
      await Promise.all([tree.delete('a'), tree.put('b/x', sent('same'))]);
      expect(text('b/x')).toBe('same');
      await tree.delete('b');
    }
    expect(filesOnDisk()).toBe(0);
  });

  it('lists 10,000 files of one folder, and the folder beside it, without delay', async () => {
    const insert = test.core.storage.db.prepare("INSERT INTO artifact_tree VALUES ('big', ?, 'file', ?, 1)");
    await test.core.storage.write(() => {
      for (let i = 0; i < 10_000; i++) insert.run(`f${String(i).padStart(5, '0')}`, i.toString(16).padStart(64, '0'));
    });
    await tree.put('beside/x', sent('1'));
    const timed = (path: string) => {
      const begun = performance.now();
      const listed = tree.list(path)!.length;
      return { listed, ms: performance.now() - begun };
    };
    timed('big');
    const big = timed('big');
    expect(big.listed).toBe(10_000);
    expect(big.ms).toBeLessThan(60);
    expect(timed('beside').ms).toBeLessThan(5);
  });
});

describe('stored folders', () => {
  it('shows what is inside, and its bytes', async () => {
    await tree.attach('1/r/artifacts/modelo', await storedFolder({ MLmodel: 'm', 'sub/pesos': 'pp' }));
    expect(tree.list('1/r/artifacts/modelo')).toEqual([
      { name: 'MLmodel', isDir: false, bytes: 1 },
      { name: 'sub', isDir: true, bytes: null },
    ]);
    expect(names('1/r/artifacts/modelo/sub')).toEqual(['pesos']);
    expect(names('1/r/artifacts/modelo/MLmodel')).toEqual([]);
    expect(text('1/r/artifacts/modelo/sub/pesos')).toBe('pp');
    expect(tree.find('1/r/artifacts/modelo/nada')).toBeNull();
    expect(tree.bytes('1')).toBe(3);
  });

  it('lets files inside be added, replaced and deleted, and leaves the store as it was', async () => {
    const stored = await storedFolder({ a: 'a', 'sub/b': 'b', 'sub/c': 'c' });
    await tree.attach('m', stored);
    await tree.put('m/sub/b', sent('new'));
    await tree.put('m/sub/d', sent('d'));
    await tree.delete('m/a');
    expect(names('m')).toEqual(['sub']);
    expect(names('m/sub')).toEqual(['b', 'c', 'd']);
    expect(text('m/sub/b')).toBe('new');
    expect(readFileSync(join(test.core.artifacts.path(stored.digest), 'sub', 'b'), 'utf8')).toBe('b');
    expect(await test.core.artifacts.files(stored.digest)).toHaveLength(3);
  });

  it('makes a stored folder of what was sent file by file, with the digest that a step would have got', async () => {
    const files = { MLmodel: 'm', 'a/x': '1', 'a.txt': '2', 'código/main.py': '3' };
    for (const [name, content] of Object.entries(files)) await tree.put(`1/m/${name}`, sent(content));
    const snapshot = await tree.snapshot('1/m');
    expect(snapshot).toEqual(await storedFolder(files));
    await tree.delete('1');
    expect(readFileSync(join(test.core.artifacts.path(snapshot!.digest), 'código/main.py'), 'utf8')).toBe('3');
    expect(await tree.snapshot('1/m')).toBeNull();
  });

  it('takes the place of whatever is there, once and again', async () => {
    await tree.put('m/old', sent('x'));
    const stored = await storedFolder({ a: 'a' });
    await tree.attach('m', stored);
    await tree.attach('m', stored);
    expect(names('m')).toEqual(['a']);
    expect(await tree.snapshot('m')).toEqual(stored);
  });
});

it('answers as a plain map of paths would, whatever is put, attached and deleted', async () => {
  const path = fc.array(fc.constantFrom('a', 'b', 'a-', 'a0'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const step = fc.oneof(
    fc.record({ do: fc.constant('put' as const), path, content: fc.constantFrom('1', '2', '3') }),
    fc.record({ do: fc.constant('delete' as const), path, content: fc.constant('') }),
    fc.record({ do: fc.constant('attach' as const), path, content: fc.constantFrom('4', '5') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await tree.delete('a');
      for (const name of ['a', 'b', 'a-', 'a0']) await tree.delete(name);
      const oracle = new Map<string, string>();
      const under = (folder: string) => [...oracle.keys()].filter((key) => key.startsWith(`${folder}/`));
      const fileAbove = (at: string) => [...oracle.keys()].some((key) => at.startsWith(`${key}/`));
      for (const { do: what, path: at, content } of steps) {
        if (what === 'delete') {
          const found = [at, ...under(at)].filter((key) => oracle.delete(key)).length > 0;
          expect(await tree.delete(at)).toBe(found);
        } else if (fileAbove(at) || (what === 'put' && under(at).length > 0)) {
          const change = what === 'put' ? tree.put(at, sent(content)) : tree.attach(at, await storedFolder({ a: content, 'b/a': content }));
          await expect(change).rejects.toThrow(/ARTIFACT_PATH_TAKEN/);
        } else if (what === 'put') {
          await tree.put(at, sent(content));
          oracle.set(at, content);
        } else {
          await tree.attach(at, await storedFolder({ a: content, 'b/a': content }));
          for (const key of [at, ...under(at)]) oracle.delete(key);
          oracle.set(`${at}/a`, content).set(`${at}/b/a`, content);
        }
        for (const folder of new Set(['', at, at.split('/')[0]!, ...[...oracle.keys()].map((key) => key.replace(/\/?[^/]*$/, ''))])) {
          const inside = folder === '' ? [...oracle.keys()] : under(folder);
          const expected = new Set(inside.map((key) => key.slice(folder === '' ? 0 : folder.length + 1).split('/')[0]!));
          expect(names(folder) ?? []).toEqual([...expected].sort());
        }
        for (const [key, value] of oracle) expect(text(key)).toBe(value);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
