/** `measuredFiles`: what was measured, as JSON for programs and CSV for spreadsheets. Nothing where nothing was. */
import { measureIds } from '../contract/comparison.ts';
import { sheetWords } from '../contract/messages/comparison.ts';
import type { PortfolioRequest } from '../contract/portfolio.ts';
import { toCsv } from '../contract/spreadsheet/sheet.ts';
import type { RepositoryFile } from './build.ts';
import type { PortfolioParts } from './index.ts';

export async function measuredFiles(
  { comparison }: Pick<PortfolioParts, 'comparison'>,
  { moduleId, language }: PortfolioRequest,
): Promise<RepositoryFile[]> {
  const { values = {} } = (await comparison.measured()).find((row) => row.moduleId === moduleId) ?? {};
  const measured = measureIds.flatMap((id) => (values[id] ? [{ id, ...values[id] }] : []));
  if (measured.length === 0) return [];
  const words = sheetWords[language];
  const csv = toCsv(
    {
      columns: [words.measure, words.value, words.unit, words.of, words.when],
      rows: measured.map(({ id, value, of, at }) => [
        ...[words.measures[id].name, value, words.measures[id].unit, of],
        at === null ? null : new Date(at).toISOString(),
      ]),
    },
    'point',
  );
  return [
    { path: 'resultados/medidas.json', content: Buffer.from(`${JSON.stringify(measured, null, 2)}\n`) },
    { path: 'resultados/medidas.csv', content: Buffer.from(csv) },
  ];
}
