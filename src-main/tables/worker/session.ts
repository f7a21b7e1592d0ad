/**
 * `openSession`: a DuckDB for one job, shut in before it sees a file: no file but those of the job, no network, no extensions, no setting that could
 * be changed back. What a person typed is bound or quoted (sql.ts), never spliced.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { Cell, TableProgress } from '../../contract/tables.ts';
import type { JobMessage } from '../protocol.ts';
import { cellOf } from './cell.ts';
import { growing, type Room } from './growing.ts';
import { text } from './sql.ts';

type Duck = typeof import('@duckdb/node-api');

export interface Session {
  rows(sql: string, values?: readonly Cell[]): Promise<Cell[][]>;
  /** The first row. */
  row(sql: string, values?: readonly Cell[]): Promise<Cell[]>;
  /** A count of the first row. */
  count(sql: string, values?: readonly Cell[]): Promise<number>;
  run(sql: string, values?: readonly Cell[]): Promise<void>;
  /** The finite values of each expression, from the first row to the last as DuckDB comes by them. */
  doubles(expressions: readonly string[], from: string, values?: readonly Cell[], rooms?: readonly Room[]): Promise<Float64Array<ArrayBuffer>[]>;
  /** How much of the whole job is done; `share` is what the next query adds, as it runs. */
  progress(stage: TableProgress['stage'], fraction: number, share?: number): void;
  /** Where the copy in columns of a file is, or goes. */
  copyOf(path: string): { path: string; unfinished: string; isThere: boolean };
  readonly signal: AbortSignal;
  close(): void;
}

const tellEveryMs = 200;

export async function openSession(job: JobMessage, signal: AbortSignal, onProgress: (progress: TableProgress) => void): Promise<Session> {
  const { DuckDBInstance } = await duck();
  // Two jobs may be copying the same file.
  const unfinished = (path: string) => `${path}.${basename(job.folder)}`;
  mkdirSync(join(job.folder, 'spill'), { recursive: true, mode: 0o700 });
  const instance = await DuckDBInstance.create(join(job.folder, 'work.duckdb'), {
    threads: String(job.threads),
    memory_limit: `${Math.floor(job.memoryBytes / 2 ** 20)}MiB`,
    temp_directory: join(job.folder, 'spill'),
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal.addEventListener('abort', interrupt);
  for (const setting of [
    "SET TimeZone = 'UTC'",
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    `SET allowed_paths = [${[...job.files, ...job.copies.flatMap(({ path }) => [path, unfinished(path)])].map(text).join(', ')}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ])
    await connection.run(setting);

  let told: TableProgress & { share: number } = { stage: 'reading', fraction: 0, share: 0 };
  // Of a stage with several queries each begins at nothing; nobody is shown a way back.
  let furthest = 0;
  const tell = ({ stage, fraction }: TableProgress) => {
    furthest = Math.max(furthest, Math.min(1, fraction));
    onProgress({ stage, fraction: furthest });
  };
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    const within = percentage > 0 ? Math.min(1, percentage / 100) : 0;
    tell({ stage: told.stage, fraction: told.fraction + told.share * within });
  }, tellEveryMs);

  async function rows(sql: string, values: readonly Cell[] = []): Promise<Cell[][]> {
    signal.throwIfAborted();
    try {
      const reader = values.length > 0 ? await connection.runAndReadAll(sql, [...values]) : await connection.runAndReadAll(sql);
      return reader.getRows().map((row) => row.map(cellOf));
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }
  const row = async (sql: string, values?: readonly Cell[]) => (await rows(sql, values))[0] ?? [];
  return {
    rows,
    row,
    count: async (sql, values) => Number((await row(sql, values))[0] ?? 0),
    run: async (sql, values) => void (await rows(sql, values)),
    async doubles(expressions, from, values = [], rooms = []) {
      signal.throwIfAborted();
      const list = expressions.map((each) => `(${each})::DOUBLE`).join(', ');
      const result = await connection.stream(`SELECT ${list} FROM ${from}`, [...values]);
      const found = expressions.map((_, index) => growing(rooms[index]));
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        for (const [index, each] of found.entries()) each.add(chunk.getColumnVector(index));
        signal.throwIfAborted();
      }
      return found.map((each) => each.values());
    },
    progress(stage, fraction, share = 0) {
      told = { stage, fraction, share };
      tell({ stage, fraction });
    },
    copyOf(of) {
      const { path } = job.copies.find((copy) => copy.of === of)!;
      return { path, unfinished: unfinished(path), isThere: existsSync(path) };
    },
    signal,
    close() {
      clearInterval(timer);
      signal.removeEventListener('abort', interrupt);
      connection.closeSync();
      instance.closeSync();
      rmSync(job.folder, { recursive: true, force: true });
    },
  };
}

/** Its library is a binary for each system; a system without one has no tables, and all the rest. */
async function duck(): Promise<Duck> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new BancadaError('TABLES_UNAVAILABLE', { platform: `${process.platform}-${process.arch}` }, { cause: error });
  }
}
