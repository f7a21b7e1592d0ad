/** `assemble`: parts become the output, and rejects the file beside it: written whole and on the disk before they get their names. */
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { TableFormat } from '../contract/tables.ts';
import type { Tables } from '../tables/index.ts';
import type { Head } from './header.ts';
import { type Attempt, type Part, partsFolder } from './parts.ts';

export const rejectedPath = (output: string): string => `${output}.rejected.jsonl`;

export interface Assembling {
  tables: Pick<Tables, 'convert'>;
  /** Where unfinished work stands. */
  folder: string;
  output: string;
  /** Of the parts, and of the output. */
  format: 'csv' | 'jsonl';
  outputFormat: TableFormat;
  head: Head;
  attempts: readonly Attempt[];
  parts: readonly Part[];
  signal: AbortSignal;
}

export async function assemble({ tables, folder, output, format, outputFormat, head, attempts, parts, signal }: Assembling): Promise<string | null> {
  const rejected = parts.some(({ bad }) => bad > 0) ? rejectedPath(output) : null;
  if (rejected !== null) {
    await joinFiles(
      `${rejected}.part`,
      '',
      parts.map(({ path }) => `${path}.rejected`),
      signal,
    );
    await placed(`${rejected}.part`, rejected);
  }
  const rows = parts.map(({ path }) => `${path}.rows`);
  const header = format === 'csv' ? headerOf(head, attempts) : '';
  if (format === outputFormat) {
    await joinFiles(`${output}.part`, header, rows, signal);
    await placed(`${output}.part`, output);
    return rejected;
  }
  const joined = join(folder, `rows.${format}`);
  await joinFiles(joined, header, rows, signal);
  await tables.convert({ path: joined, format, name: output }, { path: `${output}.part`, format: outputFormat }, { signal });
  await placed(`${output}.part`, output);
  return rejected;
}

/** The file's own header, and the columns that the model adds. */
function headerOf({ text, delimiter }: Head, attempts: readonly Attempt[]): string {
  const place = attempts.map(({ outDir }) => join(partsFolder(outDir), 'header.json')).find((path) => existsSync(path))!;
  const keys = (JSON.parse(readFileSync(place, 'utf8')) as string[]).map((key) =>
    /["\r\n]/.test(key) || key.includes(delimiter) ? `"${key.replaceAll('"', '""')}"` : key,
  );
  return `${[text, ...keys].join(delimiter)}\n`;
}

async function joinFiles(to: string, header: string, files: readonly string[], signal: AbortSignal): Promise<void> {
  async function* all() {
    if (header !== '') yield Buffer.from(header);
    for (const file of files) yield* createReadStream(file, { highWaterMark: 1 << 20 });
  }
  await pipeline(all, createWriteStream(to), { signal });
}

/** On the disk first, then under its name. */
async function placed(from: string, to: string): Promise<void> {
  const file = await open(from, 'r+');
  await file.sync();
  await file.close();
  await rename(from, to);
  const folder = await open(dirname(to), 'r');
  await folder.sync().catch(() => {}); // a system that does not sync folders
  await folder.close();
}
