/** Reads the learner's relatorio.json without trusting it. */
import type { RunView } from '../../src-main/workspaces/checks/define.ts';

export interface Report {
  f1: number;
  confusion: Record<string, Record<string, number>>;
  total: number;
  predictions: { label: string; probabilities: Record<string, number> }[];
  bytes: number;
  keys: string[];
}

/** The report, or the reason why it cannot be read, as the learner should read it. */
export async function readReport(run: RunView): Promise<Report | string> {
  if (run.status !== 'succeeded') return run.error ? `${run.error.code}: ${run.error.message}` : run.status;
  const text = await run.artifact('monolito.relatorio');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'relatorio.json: JSON?';
  }
  if (typeof json !== 'object' || json === null) return 'relatorio.json: {}?';
  const { confusion, previsoes } = json as { confusion?: unknown; previsoes?: unknown };
  if (!isConfusion(confusion)) return 'relatorio.json: confusion?';
  if (!isPredictions(previsoes)) return 'relatorio.json: previsoes?';
  const total = Object.values(confusion)
    .flatMap((line) => Object.values(line))
    .reduce((sum, count) => sum + count, 0);
  return { f1: macroF1(confusion), confusion, total, predictions: previsoes, bytes: Buffer.byteLength(text), keys: Object.keys(json) };
}

/** How many rows received exactly the same answer in both reports, the row `except` left out. */
export function sameAnswers(a: Report, b: Report, except: number): number {
  return a.predictions.filter((prediction, index) => index !== except && JSON.stringify(prediction) === JSON.stringify(b.predictions[index])).length;
}

/** Predicted classes counted twice: in the confusion matrix and in the list. False when they tell different stories. */
export function isConsistent(report: Report): boolean {
  if (report.predictions.length !== report.total) return false;
  const counted: Record<string, number> = {};
  for (const { label } of report.predictions) counted[label] = (counted[label] ?? 0) + 1;
  const columns: Record<string, number> = {};
  for (const line of Object.values(report.confusion))
    for (const [label, count] of Object.entries(line)) columns[label] = (columns[label] ?? 0) + count;
  return [...Object.keys(counted), ...Object.keys(columns)].every((label) => (counted[label] ?? 0) === (columns[label] ?? 0));
}

function macroF1(confusion: Report['confusion']): number {
  const classes = [...new Set([...Object.keys(confusion), ...Object.values(confusion).flatMap((line) => Object.keys(line))])];
  const scores = classes.map((label) => {
    const hits = confusion[label]?.[label] ?? 0;
    const actual = Object.values(confusion[label] ?? {}).reduce((sum, count) => sum + count, 0);
    const predicted = classes.reduce((sum, other) => sum + (confusion[other]?.[label] ?? 0), 0);
    return actual + predicted === 0 ? 0 : (2 * hits) / (actual + predicted);
  });
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function isConfusion(value: unknown): value is Report['confusion'] {
  const isLine = (line: unknown) => typeof line === 'object' && line !== null && Object.values(line).every((count) => Number.isInteger(count));
  return typeof value === 'object' && value !== null && Object.values(value).length > 0 && Object.values(value).every(isLine);
}

function isPredictions(value: unknown): value is Report['predictions'] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item?.label === 'string' && typeof item?.probabilities === 'object' && item.probabilities !== null)
  );
}
