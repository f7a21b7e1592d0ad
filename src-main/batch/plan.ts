/** `planBatch`: all that can be refused before anything is scored: the model, the files, their formats, the columns. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { ModelVersion } from '../contract/registry.ts';
import type { TableFormat } from '../contract/tables.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Registry } from '../registry/index.ts';
import { tableFormatOf } from '../tables/index.ts';
import { headOf } from './header.ts';

export interface BatchPlan {
  engine: 'docker' | 'process';
  /** The file as it is given; a data set's may have to be made again. */
  path: string;
  inputFormat: TableFormat;
  outputFormat: TableFormat;
  /** sha256 of the input: what a resumed batch must find again. */
  digest: string;
}

export interface Asked {
  version: ModelVersion;
  input: string;
  output: string;
  path: string;
  inputFormat: TableFormat;
  outputFormat: TableFormat;
  digest: string;
}

export async function planBatch(
  core: Pick<Core, 'home'>,
  { registry, datasets }: { registry: Pick<Registry, 'resolve' | 'folder'>; datasets: Pick<Datasets, 'dataset'> },
  asked: { target: string; input: string; output?: string | undefined },
): Promise<Asked> {
  const version = registry.resolve(asked.target);
  registry.folder(version);
  const given = asked.input.startsWith('dataset:') ? await datasets.dataset(asked.input.slice('dataset:'.length)) : null;
  const path = given?.path ?? resolve(asked.input);
  if (!existsSync(path) || !statSync(path).isFile()) throw new BancadaError('FILE_NOT_FOUND', { path });
  const inputFormat = formatOf(given?.fileName ?? path);
  const name = basename(given?.fileName ?? path);
  const output = resolve(asked.output ?? join(core.home.root, 'batches', `${version.name}-v${version.version}-${name}`.replaceAll(/[^\w.-]+/g, '-')));
  const outputFormat = formatOf(output);
  if (asked.output !== undefined && !existsSync(dirname(output))) throw new BancadaError('BATCH_FOLDER_MISSING', { path: dirname(output) });
  if (inputFormat !== 'parquet') {
    const { columns } = headOf(path, inputFormat, name);
    if (columns) checkColumns(version, columns, name);
  }
  const input = given ? asked.input : path;
  return { version, input, output, path, inputFormat, outputFormat, digest: await digestOf(path) };
}

export function checkColumns({ signature }: ModelVersion, columns: readonly string[], file: string): void {
  const missing = signature.filter(({ name, optional }) => !optional && !columns.includes(name)).map(({ name }) => name);
  if (missing.length > 0)
    throw new BancadaError('BATCH_COLUMNS_MISSING', { file, columns: missing.join(', '), found: columns.join(', ').slice(0, 300) });
}

function formatOf(fileName: string): TableFormat {
  const format = tableFormatOf(fileName);
  if (format === null) throw new BancadaError('TABLE_FORMAT_UNKNOWN', { file: basename(fileName) });
  return format;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
