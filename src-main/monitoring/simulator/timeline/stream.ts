/** `streamRows`: a data set as the rows of a stream, in their order. */
import { readFileSync } from 'node:fs';
import { BancadaError } from '../../../contract/errors.ts';
import type { Datasets } from '../../../datasets/index.ts';

type Row = Record<string, unknown>;

export async function streamRows(datasets: Pick<Datasets, 'dataset'> | undefined, reference: string): Promise<Row[]> {
  if (!datasets) throw new BancadaError('DATASET_NOT_FOUND', { id: reference, known: '—' });
  const { path, format } = await datasets.dataset(reference);
  const text = readFileSync(path, 'utf8');
  if (format === 'jsonl') return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Row]));
  if (format === 'json') return JSON.parse(text) as Row[];
  return csvRows(text);
}

/** Cells in quotes are text; others are numbers where they read as such, and gaps where they are empty. */
function csvRows(text: string): Row[] {
  const records: string[][] = [[]];
  for (const [whole, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (whole === '') break;
    records.at(-1)!.push(quoted === undefined ? plain : `"${quoted.replaceAll('""', '"')}`);
    if (end !== ',') records.push([]);
  }
  const [header = [], ...rows] = records.filter((cells) => cells.length > 0);
  const names = header.map((name) => name.replace(/^"/, ''));
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, typedCell(cells[i] ?? '')])));
}

function typedCell(cell: string): unknown {
  if (cell.startsWith('"')) return cell.slice(1);
  if (cell === '') return null;
  return Number.isFinite(Number(cell)) ? Number(cell) : cell;
}
