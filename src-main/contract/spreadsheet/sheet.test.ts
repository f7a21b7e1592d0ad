import { expect, it } from 'vitest';
import { toCsv, toJson } from './sheet.ts';

const sheet = {
  columns: ['chave', 'valor'],
  rows: [
    ['perda', 0.5],
    ['diz "oi"; tchau', null],
  ],
};

it('writes numbers and separators as a spreadsheet in Portuguese reads them', () => {
  expect(toCsv(sheet, 'comma')).toBe('\uFEFFchave;valor\r\nperda;0,5\r\n"diz ""oi""; tchau";\r\n');
});

it('writes what every other program reads', () => {
  expect(toCsv(sheet, 'point')).toBe('chave,valor\r\nperda,0.5\r\n"diz ""oi""; tchau",\r\n');
});

it('disarms text that a spreadsheet would run, and leaves numbers alone', () => {
  expect(toCsv({ columns: ['=a'], rows: [['=HYPERLINK("x")'], ['@sum'], ['\t5'], ['-0.5'], [-1]] }, 'point')).toBe(
    '\'=a\r\n"\'=HYPERLINK(""x"")"\r\n\'@sum\r\n\'\t5\r\n-0.5\r\n-1\r\n',
  );
});

it('writes instants as the reader of the file expects them', () => {
  const at = new Date(2026, 10, 22, 9, 3, 5).getTime();
  const dated = { name: 'x', columns: [{ title: 'quando', format: 'date' as const }], rows: [[at]] };
  expect(toCsv(dated, 'comma')).toContain('22/11/2026 09:03:05');
  expect(toCsv(dated, 'point')).toContain(new Date(at).toISOString());
  expect(JSON.parse(toJson([dated]))).toEqual({ x: [{ quando: new Date(at).toISOString() }] });
});
