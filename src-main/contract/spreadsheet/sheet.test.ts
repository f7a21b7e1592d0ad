import { expect, it } from 'vitest';
import { toCsv } from './sheet.ts';

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
  expect(toCsv({ columns: ['a'], rows: [['=HYPERLINK("x")'], ['@sum'], ['-0.5'], [-1]] }, 'point')).toBe(
    'a\r\n"\'=HYPERLINK(""x"")"\r\n\'@sum\r\n-0.5\r\n-1\r\n',
  );
});
