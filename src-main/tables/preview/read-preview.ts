/** `readPreview`: a bounded look at a stored file or folder: never more than a few hundred kilobytes are read, however large it is. */
import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parse } from 'yaml';
import type { Preview } from '../../contract/run-views.ts';
import type { Tables } from '../tables.ts';
import { csvHead, jsonlHead } from './table-head.ts';

const headBytes = 256 * 1024;
const textBytes = 64 * 1024;
const imageBytes = 4 * 1024 * 1024;
const rowsShown = 50;
const filesShown = 200;
const images: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

export async function readPreview(path: string, fileName: string, tables: Pick<Tables, 'sample'> | undefined): Promise<Preview> {
  const found = await lstat(path);
  if (found.isDirectory()) return folderPreview(path, fileName);
  const bytes = found.size;
  const ending = extname(fileName).toLowerCase();
  if (images[ending] && bytes <= imageBytes) {
    return { kind: 'image', fileName, bytes, mime: images[ending], base64: (await readFile(path)).toString('base64') };
  }
  if (ending === '.parquet' && tables) {
    const { columns, rows, total } = await tables.sample({ path, format: 'parquet', name: fileName }, { offset: 0, limit: rowsShown });
    return {
      kind: 'table',
      fileName,
      bytes,
      columns: columns.map(({ name }) => name),
      rows: rows.map(({ cells }) => cells),
      more: total > rows.length,
    };
  }
  const head = await readHead(path, headBytes);
  if (head.includes(0)) return { kind: 'binary', fileName, bytes };
  const text = head.toString('utf8');
  const isWhole = bytes <= head.length;
  const table =
    ending === '.csv' || ending === '.tsv' ? csvHead(text, isWhole, rowsShown) : ending === '.jsonl' ? jsonlHead(text, isWhole, rowsShown) : null;
  if (table) return { kind: 'table', fileName, bytes, ...table };
  return textPreview(text, fileName, bytes);
}

function textPreview(text: string, fileName: string, bytes: number): Preview {
  const json = extname(fileName) === '.json';
  const laidOut = json && Buffer.byteLength(text) >= bytes ? pretty(text) : text;
  const more = laidOut.length > textBytes || Buffer.byteLength(text) < bytes;
  return { kind: 'text', fileName, bytes, json, text: laidOut.slice(0, textBytes), more };
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function readHead(path: string, most: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(most);
    const { bytesRead } = await file.read(buffer, 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function folderPreview(path: string, fileName: string): Promise<Preview> {
  const entries: Dirent[] = await readdir(path, { withFileTypes: true, recursive: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    names
      .sort()
      .slice(0, filesShown)
      .map(async (name) => ({ path: name.slice(path.length + 1).replaceAll('\\', '/'), bytes: ((await lstat(name)) as Stats).size })),
  );
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const about = files.some((file) => file.path === 'MLmodel' && file.bytes <= headBytes) ? await modelOf(join(path, 'MLmodel')) : null;
  return { kind: 'folder', fileName, bytes, files, more: names.length > files.length, model: about };
}

/** Null for an MLmodel that cannot be read. */
async function modelOf(path: string): Promise<Extract<Preview, { kind: 'folder' }>['model']> {
  try {
    const { flavors = {}, signature } = parse(await readFile(path, 'utf8'), { logLevel: 'error' }) as {
      flavors?: Record<string, unknown>;
      signature?: { inputs?: string };
    };
    const columns: unknown = JSON.parse(signature?.inputs ?? '[]');
    const inputs = (Array.isArray(columns) ? columns : []).flatMap((column: { name?: unknown; type?: unknown }) =>
      typeof column.name === 'string' ? [{ name: column.name, type: String(column.type ?? '—') }] : [],
    );
    return { flavors: Object.keys(flavors), inputs };
  } catch {
    return null;
  }
}
