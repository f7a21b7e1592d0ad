/** Writes a data set as CSV into the artifact store, once, from the package that ships it or from the generator that invents it. */
import { existsSync, mkdtempSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { applicationRoot } from '../common/application-root.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { DatasetFile } from './schema.ts';

export interface MaterializedDataset {
  path: string;
  digest: string;
  fileName: string;
  format: 'csv';
}

export function createDatasets(core: Core, files: () => readonly DatasetFile[]) {
  const made = new Map<string, Promise<MaterializedDataset>>();

  async function materialize(file: DatasetFile): Promise<MaterializedDataset> {
    const records = await recordsOf(file.source);
    const folder = mkdtempSync(join(core.home.runs, '.dataset-'));
    const path = join(folder, `${file.id}.csv`);
    writeFileSync(path, toCsv(records, file.columns));
    const { digest } = await core.artifacts.take(path);
    rmdirSync(folder);
    return { path: core.artifacts.path(digest), digest, fileName: `${file.id}.csv`, format: 'csv' };
  }

  return (id: string): Promise<MaterializedDataset> => {
    const file = files().find((candidate) => candidate.id === id);
    if (!file)
      throw new BancadaError('DATASET_NOT_FOUND', {
        id,
        known: files()
          .map((known) => known.id)
          .join(', '),
      });
    const existing = made.get(id);
    if (existing) return existing;
    const making = materialize(file);
    made.set(id, making);
    making.catch(() => made.delete(id)); // a full disk may have room the next time
    return making;
  };
}

/** Invented data: `generated:<name>`. */
const generators: Record<string, () => Promise<object[]>> = {
  conforto: async () => (await import('./conforto/generate.ts')).comfortVotes(),
  'cartoes-compras': async () => (await import('./cartoes.ts')).purchases(),
  'cartoes-cadastro': async () => (await import('./cartoes.ts')).registrations(),
  'cartoes-pedidos': async () => (await import('./cartoes.ts')).requests(),
  imoveis: async () => (await import('./imoveis.ts')).houses(),
};

async function recordsOf(source: string): Promise<Record<string, unknown>[]> {
  const [, generated] = source.split('generated:');
  if (generated === undefined) {
    const text = readText(sourcePath(source));
    return source.endsWith('.csv') ? fromPlainCsv(text) : (JSON.parse(text) as Record<string, unknown>[]);
  }
  const generator = generators[generated];
  if (!generator) throw new Error(`no generator ${generated}`);
  return (await generator()) as Record<string, unknown>[];
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** `package/path/in/it` → the file, whether or not the package exports it; `./path` is one of the application's own. */
function sourcePath(source: string): string {
  if (source.startsWith('./')) return join(applicationRoot(), source);
  const [name = '', ...rest] = source.split('/');
  const require = createRequire(import.meta.url);
  const found = (require.resolve.paths(name) ?? []).map((root) => join(root, name, ...rest)).find((path) => existsSync(path));
  if (!found) throw new Error(`${source} is not installed`);
  return found;
}

/** A table without quoted cells, as it stands in the package. */
function fromPlainCsv(text: string): Record<string, unknown>[] {
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] || null]));
  });
}

function toCsv(records: readonly Record<string, unknown>[], columns: Record<string, string>): string {
  const names = Object.keys(columns);
  const lines = records.map((record) => names.map((name) => cell(record[columns[name]!])).join(','));
  return `${names.join(',')}\n${lines.join('\n')}\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
