import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPreview } from './read-preview.ts';
import { csvHead, jsonlHead } from './table-head.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-preview-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a look is bounded, and says that there is more', async () => {
  const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return readPreview(path, name, undefined);
  };
  const csv = `a;b\n${'1;"x; ""y"""\n'.repeat(100_000)}`;
  const table = await file('t.csv', csv);
  expect(table).toMatchObject({ kind: 'table', columns: ['a', 'b'], more: true });
  expect(table.kind === 'table' && [table.rows.length, table.rows[0]]).toEqual([50, ['1', 'x; "y"']]);
  expect(await file('t.jsonl', '{"a":1}\n{"b":null}\n')).toMatchObject({
    columns: ['a', 'b'],
    rows: [
      [1, null],
      [null, null],
    ],
    more: false,
  });
  expect(await file('t.txt', 'x'.repeat(500_000))).toMatchObject({ kind: 'text', more: true });
  expect(await file('x.bin', Buffer.from([1, 0, 2]))).toMatchObject({ kind: 'binary' });
  expect(await file('p.png', Buffer.from([0x89, 0x50]))).toMatchObject({ kind: 'image', mime: 'image/png' });
});

test('a line that the piece cuts in two is no row', () => {
  expect(csvHead('a,b\n1,2\n3', false, 50)).toEqual({ columns: ['a', 'b'], rows: [['1', '2']], more: true });
  expect(csvHead('a,b\n1,2\n3,4', true, 50)).toEqual({
    columns: ['a', 'b'],
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    more: false,
  });
  expect(jsonlHead('{"a":1}\n{"a":', false, 50)).toEqual({ columns: ['a'], rows: [[1]], more: true });
  expect(jsonlHead('[1]\n', true, 50)).toBeNull();
});
