/** `splitFresh`, `toCsv`, `toExam`: labelled rows as two tables: what a challenger learns from, and the newest, held out, that both are judged by. */
import type { Labelled } from '../monitoring/index.ts';

export interface Fresh {
  train: Labelled[];
  holdout: Labelled[];
}

/** By time: the exam is about what came after the lessons. Rows of one instant stay on one side. */
export function splitFresh(labelled: readonly Labelled[], share: number): Fresh {
  const cut = labelled.length - Math.round(labelled.length * share);
  const border = labelled[cut]?.at ?? Number.POSITIVE_INFINITY;
  return { train: labelled.filter(({ at }) => at < border), holdout: labelled.filter(({ at }) => at >= border) };
}

export function toCsv(rows: readonly Labelled[], target: string): string {
  const columns = [...new Set(rows.flatMap(({ row }) => Object.keys(row)))].filter((name) => name !== target);
  const lines = rows.map(({ row, truth }) => [...columns.map((name) => row[name]), truth].map(cell).join(','));
  return `${[[...columns, target].map(cell).join(','), ...lines].join('\n')}\n`;
}

/** The request's id comes along: answers are put side by side by it. */
export const examId = 'request_id';

export function toExam(rows: readonly Labelled[], target: string): string {
  return rows.map(({ id, row, truth }) => `${JSON.stringify({ ...row, [target]: truth, [examId]: id })}\n`).join('');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
