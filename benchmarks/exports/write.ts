/** One workbook of 100,000 rows of ten columns, by ours or by exceljs (of the folder named last), in a process of its own; says what it took of it. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [writer, file, folder] = process.argv.slice(2) as [string, string, string | undefined];
const columns = Array.from({ length: 10 }, (_, column) => `c${column}`);
/** Half numbers, half text, as write.py has them. */
const rows = Array.from({ length: 100_000 }, (_, row) =>
  columns.map((_name, column) => (column % 2 ? `texto ${row % 977} ção` : (row * 7919 + column) / 8)),
);

if (writer === 'ours') {
  const [{ toXlsx }, { packInNode }] = await Promise.all([
    import('../../src-main/contract/spreadsheet/xlsx.ts'),
    import('../../src-main/sheets/pack.ts'),
  ]);
  writeFileSync(file, new Uint8Array(await (await toXlsx([{ name: 'x', columns, rows }], 'pt', packInNode)).arrayBuffer()));
} else {
  const { Workbook } = createRequire(join(folder!, 'package.json'))('exceljs');
  const book = new Workbook();
  const sheet = book.addWorksheet('x');
  sheet.addRow(columns);
  sheet.addRows(rows);
  await book.xlsx.writeFile(file);
}
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 }));
