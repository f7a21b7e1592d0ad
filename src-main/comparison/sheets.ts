/** `sheetsOf`: the comparison as tables to take away: scores, reasons, and what was measured with where it was taken from. */
import type { Language } from '../contract/base.ts';
import { type ComparisonMatrix, type MeasuredRow, measureIds } from '../contract/comparison.ts';
import { BancadaError } from '../contract/errors.ts';
import { sheetWords } from '../contract/messages/comparison.ts';
import type { Sheet, SheetCell } from '../contract/spreadsheet/sheet.ts';

export function sheetsOf(matrix: ComparisonMatrix, measured: readonly MeasuredRow[], language: Language, modules?: readonly string[]): Sheet[] {
  const words = sheetWords[language];
  const known = matrix.architectures.map(({ id }) => id);
  for (const id of modules ?? []) if (!known.includes(id)) throw new BancadaError('MODULE_NOT_FOUND', { id, known: known.join(', ') });
  const chosen = matrix.architectures.filter(({ id }) => modules === undefined || modules.length === 0 || modules.includes(id));
  const titles = chosen.map(({ id, title }) => `${id.slice(0, 2)} ${title[language]}`);
  const shaded = titles.map((title) => ({ title, format: 'score', shade: 'good-high' }) as const);
  const reasons = titles.map((title) => ({ title, format: 'prose' }) as const);
  const scored = matrix.criteria.filter((criterion) => criterion.scored);
  const rows = measured.filter(({ moduleId }) => chosen.some(({ id }) => id === moduleId));
  return [
    {
      name: words.scores,
      frozen: 1,
      columns: [words.criterion, ...shaded, words.best],
      rows: scored.map(({ id, title, best }) => [title[language], ...chosen.map(({ cells }) => cells[id]?.score ?? null), best?.[language] ?? null]),
    },
    {
      name: words.reasons,
      frozen: 1,
      columns: [words.criterion, ...reasons],
      rows: matrix.criteria.map(({ id, title }) => [title[language], ...chosen.map(({ cells }) => cells[id]?.reason[language] ?? null)]),
    },
    {
      name: words.measured,
      frozen: 2,
      columns: [words.architecture, words.measure, words.value, words.unit, words.of, { title: words.when, format: 'date' }, words.source],
      rows: rows.flatMap(({ moduleId, title, values }) =>
        measureIds.map((id): SheetCell[] => {
          const found = values[id];
          const { name, unit, hint } = words.measures[id];
          const what = `${moduleId.slice(0, 2)} ${title[language]}`;
          if (!found) return [what, name, null, unit, null, null, hint];
          return [what, name, found.value, unit, found.of, found.at, `${found.source.kind} ${found.source.id}`];
        }),
      ),
    },
  ];
}
