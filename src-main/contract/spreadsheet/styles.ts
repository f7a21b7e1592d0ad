/** `stylesOf`: the formats of numbers, dates and text of a workbook; `shadesOf`: its conditional formats. Colours are the same for whoever confuses red and green: they differ in lightness. */
import type { Language } from '../base.ts';
import { letters } from './cells.ts';
import type { SheetColumn } from './sheet.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export function stylesOf(language: Language): string {
  const date = language === 'pt' ? '[$-416]dd/mm/yyyy\\ hh:mm:ss;@' : 'yyyy\\-mm\\-dd\\ hh:mm:ss;@';
  const numbers = [date, '#,##0.00'].map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`);
  const xf = (rest: string, inside = '') => (inside ? `<xf ${base} ${rest}>${inside}</xf>` : `<xf ${base} ${rest}/>`);
  const base = 'fillId="0" borderId="0" xfId="0"';
  const number = (id: number) => xf(`numFmtId="${id}" fontId="0" applyNumberFormat="1"`);
  const cells = [
    xf('numFmtId="0" fontId="0"'),
    `<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`,
    xf('numFmtId="49" fontId="0" quotePrefix="1" applyNumberFormat="1"'),
    number(3),
    number(165),
    number(10),
    number(164),
    xf('numFmtId="0" fontId="0" applyAlignment="1"', '<alignment horizontal="center"/>'),
    xf('numFmtId="0" fontId="0" applyAlignment="1"', '<alignment vertical="top" wrapText="1"/>'),
  ];
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
  return `<styleSheet xmlns="${main}"><numFmts count="${numbers.length}">${numbers.join('')}</numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF5"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`;
}

/** Neighbours of the same shade are judged together, as the scores of a matrix have to be. */
export function shadesOf(columns: readonly SheetColumn[], rows: number): string {
  if (rows === 0) return '';
  const ranges: { shade: NonNullable<SheetColumn['shade']>; from: number; to: number }[] = [];
  columns.forEach(({ shade, format }, index) => {
    if (!shade) return;
    const last = ranges.at(-1);
    if (format === 'score' && last?.shade === shade && last.to === index - 1) last.to = index;
    else ranges.push({ shade, from: index, to: index });
  });
  return ranges
    .map(({ shade, from, to }, index) => {
      const rule = shade === 'bar' ? bar : scale(shade === 'good-high');
      const type = shade === 'bar' ? 'dataBar' : 'colorScale';
      return `<conditionalFormatting sqref="${letters(from)}2:${letters(to)}${rows + 1}"><cfRule type="${type}" priority="${index + 1}">${rule}</cfRule></conditionalFormatting>`;
    })
    .join('');
}

const [bad, middle, good] = ['FFF4A582', 'FFF7F7F7', 'FF92C5DE'];
const scale = (isHighGood: boolean) =>
  `<colorScale><cfvo type="min"/><cfvo type="percentile" val="50"/><cfvo type="max"/>${(isHighGood ? [bad, middle, good] : [good, middle, bad]).map((rgb) => `<color rgb="${rgb}"/>`).join('')}</colorScale>`;
const bar = '<dataBar><cfvo type="num" val="0"/><cfvo type="max"/><color rgb="FF92C5DE"/></dataBar>';
