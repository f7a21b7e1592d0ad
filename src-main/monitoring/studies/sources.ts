/** `openSource`: what a plan calls a side, as data that a table process reads or is given, and as words. */
import { readFile } from 'node:fs/promises';
import type { DriftSource, StudyReport } from '../../contract/drift.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { SignatureField } from '../../contract/registry.ts';
import type { CapturedRequest } from '../../contract/serving.ts';
import type { DataInput, Datasets } from '../../datasets/datasets.ts';
import type { Serving } from '../../serving/index.ts';
import { tableFormatOf } from '../../tables/index.ts';
import { isNumeric } from '../drift/report.ts';
import type { Value } from './analysis/side.ts';
import type { SideData, WantedColumn } from './protocol.ts';

export interface SourceParts {
  serving: Pick<Serving, 'get' | 'recent' | 'reference'>;
  datasets: Pick<Datasets, 'dataset'>;
}

export interface OpenedSource {
  data: SideData;
  about: Pick<StudyReport['reference'], 'label' | 'from' | 'to'>;
  /** Of traffic. */
  requests: CapturedRequest[] | null;
}

/** What the answers are called among the columns. */
export const predictionColumn = 'prediction';
const most = 100_000;

export async function openSource({ serving, datasets }: SourceParts, source: DriftSource): Promise<OpenedSource> {
  if (source.kind === 'data') {
    return {
      data: await dataOf(await datasets.dataset(source.dataset), source.dataset),
      about: { label: source.dataset, from: null, to: null },
      requests: null,
    };
  }
  if (source.kind === 'training') {
    serving.get(source.endpoint);
    const found = serving.reference(source.endpoint);
    if (!found || found.rows.length === 0) throw new BancadaError('REFERENCE_MISSING', { name: source.endpoint });
    return { data: columnsOf(found.rows, found.predictions), about: { label: found.source, from: null, to: null }, requests: null };
  }
  serving.get(source.endpoint);
  const answered = (await serving.recent(source.endpoint, source.kind === 'rows' ? Math.min(most, source.rows + source.skip) : most)).filter(
    isAnswered,
  );
  const requests =
    source.kind === 'rows'
      ? answered.slice(Math.max(0, answered.length - source.skip - source.rows), answered.length - source.skip)
      : answered.filter(({ at }) => at >= source.from && at < source.to);
  return trafficSource(source.endpoint, requests);
}

/** A file of rows in one JSON list is read here: those are small. */
async function dataOf({ path, fileName, format }: DataInput, name: string): Promise<SideData> {
  const table = tableFormatOf(fileName);
  if (table) return { kind: 'table', file: { path, format: table, name } };
  if (format !== 'json') throw new BancadaError('DATA_NO_TABLE', { file: name });
  return columnsOf(JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>[], []);
}

function trafficSource(endpoint: string, requests: CapturedRequest[]): OpenedSource {
  const data = columnsOf(
    requests.map(({ row }) => row ?? {}),
    requests.map(({ label }) => label),
  );
  return { data, about: { label: endpoint, from: requests[0]?.at ?? null, to: requests.at(-1)?.at ?? null }, requests };
}

export function isAnswered({ status, row }: CapturedRequest): boolean {
  return status === 200 && row !== null;
}

/** A model says what its columns are; of data sets alone, the tables do. */
export function wantedColumns(signature: readonly SignatureField[] | null, hasPredictions: boolean): WantedColumn[] | null {
  if (!signature) return null;
  const columns: WantedColumn[] = signature.map((field) => ({ name: field.name, kind: isNumeric(field) ? 'numeric' : 'categorical' }));
  return hasPredictions ? [...columns, { name: predictionColumn, kind: 'prediction' }] : columns;
}

export function columnsOf(rows: readonly Record<string, unknown>[], predictions: readonly (string | null)[]): Extract<SideData, { kind: 'columns' }> {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns: Record<string, Value[]> = {};
  for (const name of names) columns[name] = rows.map((row) => asValue(row[name]));
  if (predictions.some((prediction) => prediction !== null)) columns[predictionColumn] = rows.map((_, i) => predictions[i] ?? null);
  return { kind: 'columns', rows: rows.length, columns };
}

function asValue(value: unknown): Value {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value);
}
