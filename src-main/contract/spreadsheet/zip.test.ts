import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as reference } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { crc32, zip } from './zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it('sums as the standard says, over parts as over the whole', () => {
  const text = 'a soma não depende de onde se corta';
  expect(crc32([bytes(text.slice(0, 7)), bytes(text.slice(7))])).toBe(reference(text));
});

it('makes an archive that another program reads, with folders and names in Portuguese', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const archive = zip([
    { path: 'modelo/MLmodel', parts: [bytes('flavors:\n'), bytes('  sklearn: {}\n')] },
    { path: 'gráfico ção.txt', parts: [] },
  ]);
  const file = join(folder, 'all.zip');
  writeFileSync(file, Buffer.from(await archive.arrayBuffer()));
  const script = `import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
for n in z.namelist(): print(n, len(z.read(n)))`;
  const listed = execFileSync('python3', ['-c', script, file], { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
  expect(listed).toBe('modelo/MLmodel 23\ngráfico ção.txt 0\n');
});
