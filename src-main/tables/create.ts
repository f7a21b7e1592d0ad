/** `createTables`: the domain. Nothing of DuckDB is loaded here; the process that does the work loads it. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { BancadaError } from '../contract/errors.ts';
import { nodeBinary } from '../engines/index.ts';
import { keepCopies } from './copies.ts';
import { openPool, type Pool } from './pool.ts';
import { compareJob, convertJob, profileJob, relationsJob, sampleJob, schemaJob } from './protocol.ts';
import type { TableFile, Tables } from './tables.ts';

export interface TablesSetup {
  /** The module that calls `serveTables`. */
  program: string;
  /** Of each process; beside it DuckDB needs some of its own, and Node. */
  memoryBytes?: number;
  threads?: number;
  idleMs?: number;
}

const usualMemory = Math.max(2 ** 28, Math.min(2 ** 29, Math.floor(totalmem() / 8)));

export function createTables(
  core: Core,
  { program, memoryBytes = usualMemory, threads = availableParallelism(), idleMs = 30_000 }: TablesSetup,
): Tables {
  const root = join(core.home.runs, '.tables');
  const owner = newOwner();
  const mine = join(root, owner.replaceAll(':', '_'));
  const keeper = keepCopies(join(mine, 'copies'));
  let pool: Pool | null = null;

  function started(): Pool {
    if (pool) return pool;
    clearDead(root);
    pool = openPool({ program, node: nodeBinary, processes: 2, idleMs });
    return pool;
  }

  function jobFolder(): string {
    mkdirSync(join(mine, 'copies'), { recursive: true, mode: 0o700 });
    return mkdtempSync(join(mine, 'job-'));
  }

  const tables: Tables = {
    profileTable: (file, options) => tables.ask(profileJob, { file }, { reads: [file], ...options }),
    relations: (file, options) => tables.ask(relationsJob, { file }, { reads: [file], ...options }),
    schema: (file, options) => tables.ask(schemaJob, { file }, { reads: [file], ...options }),
    sample: (file, request, options) => tables.ask(sampleJob, { file, request }, { reads: [file], ...options }),
    async convert(file, to, options) {
      // Written beside its place first: nobody finds half a file there.
      const unfinished = { ...to, path: `${to.path}.part` };
      try {
        const answer = await tables.ask(convertJob, { file, to: unfinished }, { reads: [file], writes: [unfinished.path], ...options });
        await rename(unfinished.path, to.path);
        return answer;
      } finally {
        rmSync(unfinished.path, { force: true });
      }
    },
    compareTables: (before, after, { key, examples = 20 }, options) =>
      tables.ask(compareJob, { before, after, key, examples }, { reads: [before, after], ...options }),
    async ask(job, args, { reads, writes = [], signal, onProgress }) {
      for (const file of reads) checkReadable(file);
      const files = [...reads.map(({ path }) => path), ...writes];
      const pool = started();
      const folder = jobFolder();
      const copies = reads.filter(({ format }) => format !== 'parquet').map(({ path }) => ({ of: path, path: keeper.place(path) }));
      try {
        return (await pool.run({ message: { name: job.name, args, folder, files, copies, memoryBytes, threads }, signal, onProgress })) as never;
      } finally {
        keeper.tidy();
      }
    },
    async close() {
      await pool?.close();
      leave(owner);
      rmSync(mine, { recursive: true, force: true });
    },
  };
  return tables;
}

/** What DuckDB would say of these is less clear. */
function checkReadable({ path, name = basename(path) }: TableFile): void {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about?.isFile()) throw new BancadaError('FILE_NOT_FOUND', { path: name });
  if (about.size === 0) throw new BancadaError('TABLE_EMPTY', { file: name });
}

/** Folders of cores that died in the middle of a job. */
function clearDead(root: string): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(root)) {
    if (!isAlive(name.replaceAll('_', ':'))) rmSync(join(root, name), { recursive: true, force: true });
  }
}
