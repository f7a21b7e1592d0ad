import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { letters } from './cells.ts';
import { sheetNames, toXlsx } from './xlsx.ts';

it('counts columns as a spreadsheet does', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

it('names sheets as Excel allows, no two alike', () => {
  expect(sheetNames(['a/b', 'A b', '', 'x'.repeat(40), 'x'.repeat(40)])).toEqual([
    'a b',
    'A b (2)',
    'Sheet',
    'x'.repeat(31),
    `${'x'.repeat(27)} (2)`,
  ]);
});

it('writes well-formed XML with numbers as numbers and text as text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-xlsx-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'book.xlsx');
  const book = await toXlsx(
    [
      {
        name: 'Métricas',
        columns: ['chave', 'valor'],
        frozen: 1,
        rows: [
          ['<perda> & "custo"\u0000', 0.25],
          ['=1+1', Number.NaN],
          [null, -1e-7],
        ],
      },
    ],
    'pt',
  );
  writeFileSync(file, Buffer.from(await book.arrayBuffer()));
  const script = `import sys, zipfile, json
from xml.etree import ElementTree
z = zipfile.ZipFile(sys.argv[1])
for n in z.namelist(): ElementTree.fromstring(z.read(n))
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
sheet = ElementTree.fromstring(z.read('xl/worksheets/sheet1.xml'))
pane = next(sheet.iter(n + 'pane'))
print(json.dumps({'pane': dict(pane.attrib), 'filter': next(sheet.iter(n + 'autoFilter')).get('ref'),
  'cells': [[c.get('r'), c.get('t'), ''.join(c.itertext())] for c in sheet.iter(n + 'c')]}))`;
  const { pane, filter, cells } = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }));
  expect(pane).toEqual({ xSplit: '1', ySplit: '1', topLeftCell: 'B2', activePane: 'bottomRight', state: 'frozen' });
  expect(filter).toBe('A1:B4');
  expect(cells).toEqual([
    ['A1', 'inlineStr', 'chave'],
    ['B1', 'inlineStr', 'valor'],
    ['A2', 'inlineStr', '<perda> & "custo"'],
    ['B2', null, '0.25'],
    ['A3', 'inlineStr', '=1+1'],
    ['B3', 'inlineStr', 'NaN'],
    ['B4', null, '-1e-7'],
  ]);
});
