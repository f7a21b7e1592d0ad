/** Data sets in versions: what they hold, tags, history, differences, garbage. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { bilingual, failure, instant, procedure } from './base.ts';
import { filesPage, folderDiff } from './data-folders.ts';
import { preview } from './run-views.ts';
import { cell, columnKind, tableDifference, tableFilter, tableProfile, tableRelations, tableSample } from './tables.ts';

export const dataFormat = z.enum(['csv', 'jsonl', 'json', 'parquet', 'file', 'folder']);

export const dataVersion = z.object({
  name: z.string(),
  version: z.number().int(),
  /** sha256 of its bytes. */
  digest: z.string(),
  fileName: z.string(),
  format: dataFormat,
  bytes: z.number(),
  /** How many, of a folder. */
  files: z.number().int().nullable(),
  /** What was stored for it: the rest of its bytes was there already. */
  newBytes: z.number(),
  message: z.string(),
  origin: z.enum(['import', 'step', 'shipped']),
  runId: z.string().nullable(),
  stepId: z.string().nullable(),
  createdAt: instant,
  /** In the trash since then. */
  deletedAt: instant.nullable(),
  tags: z.array(z.string()),
  isCurrent: z.boolean(),
});

export const dataSet = z.object({
  name: z.string(),
  /** Comes with the lab: nobody adds versions to it. */
  shipped: z.object({ title: bilingual, licence: z.string(), citation: z.string() }).nullable(),
  description: z.string(),
  createdAt: instant,
  updatedAt: instant,
  /** What `dataset:NAME` means; null when all its versions are in the trash. */
  current: dataVersion.nullable(),
  versions: z.number().int(),
  trashed: z.number().int(),
  tags: z.record(z.string(), z.number().int()),
  /** Of all its versions: as files of their own, and as they are stored. */
  logicalBytes: z.number(),
  storedBytes: z.number(),
});

export const dataEvent = z.object({
  id: z.number().int(),
  kind: z.enum(['created', 'version', 'current', 'tag', 'described', 'deleted', 'undeleted', 'collected']),
  version: z.number().int().nullable(),
  /** The tag. */
  subject: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** `user`, or the id of a pipeline's run, or `lab`. */
  by: z.string(),
  at: instant,
});

const columnSide = z.object({ missing: z.number(), distinct: z.number(), mean: z.number().nullable(), min: cell, max: cell });

export const columnShift = z.object({
  column: z.string(),
  kind: columnKind,
  before: columnSide,
  after: columnSide,
  /** Shares of the rows, over the same intervals or the same most frequent values; an interval has its edges, a value its text, and `null` is the rest. */
  bins: z.array(
    z.object({ from: z.number().nullable(), to: z.number().nullable(), value: z.string().nullable(), before: z.number(), after: z.number() }),
  ),
  /** Population stability index over those shares. */
  psi: z.number(),
});

/** `table` and what follows are empty where one of the two is no table; `files` is null where one of them is no folder. */
export const dataDiff = z.object({
  name: z.string(),
  from: dataVersion,
  to: dataVersion,
  isSame: z.boolean(),
  /** In bytes of chunks: what both share, what only the one or the other has. */
  bytes: z.object({ shared: z.number(), removed: z.number(), added: z.number() }),
  files: folderDiff.nullable(),
  table: tableDifference.nullable(),
  /** Per column that both have, the most different first. */
  shifts: z.array(columnShift),
  /** Columns that could be the key: with all values different in both. */
  keys: z.array(z.string()),
});

export const gcPolicy = z.object({
  /** Of each set, so many of the newest versions stay. */
  keepLast: z.number().int().min(1).max(10_000).default(5),
  keepTagged: z.boolean().default(true),
  keepUsedByRuns: z.boolean().default(true),
  keepUsedByModels: z.boolean().default(true),
  /** What was put into the trash less than so many days ago stays. */
  trashDays: z.number().int().min(0).max(3650).default(0),
});

export const gcPreview = z.object({
  versions: z.array(z.object({ name: z.string(), version: z.number().int(), bytes: z.number(), createdAt: instant, trashed: z.boolean() })),
  kept: z.number().int(),
  /** Of the versions that go, as files. */
  logicalBytes: z.number(),
  /** What the disk gets back: chunks that nobody else has, copies that were made for reading, what imports left that died. */
  freedBytes: z.number(),
});

export const dataJob = z.object({
  jobId: z.string(),
  kind: z.enum(['import', 'export', 'diff', 'gc']),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Bytes; `total` is 0 where nobody knows. */
  done: z.number(),
  total: z.number(),
  error: failure.nullable(),
  version: dataVersion.nullable(),
  /** False: the newest version held these very bytes. */
  isNew: z.boolean().nullable(),
  path: z.string().nullable(),
  diff: dataDiff.nullable(),
  collected: z.object({ versions: z.number().int(), freedBytes: z.number() }).nullable(),
});

/** What a download says: how much comes, then the bytes. */
export const dataPiece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), fileName: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('data'), base64: z.string() }),
]);

const oneSet = z.object({ name: z.string() });
const oneVersion = oneSet.extend({ version: z.number().int() });
const oneJob = z.object({ jobId: z.string() });
/** What reading a table may end with. */
const tableErrors = ['FILE_NOT_FOUND', 'DATA_DAMAGED', 'DATA_NO_TABLE'] as const;
const notFound = ['DATASET_NOT_FOUND', 'DATA_VERSION_NOT_FOUND'] as const;

export const datasetsContract = {
  list: procedure().output(z.array(dataSet)),
  get: procedure('DATASET_NOT_FOUND')
    .input(oneSet)
    .output(dataSet.extend({ items: z.array(dataVersion), history: z.array(dataEvent) })),
  /** `NAME`, `NAME@vN`, `NAME@tag`. */
  resolve: procedure(...notFound, 'DATA_REFERENCE_INVALID')
    .input(z.object({ reference: z.string() }))
    .output(dataVersion),
  /** From a file or folder of this computer, or files that were sent in pieces. A name that there is not becomes a set. */
  import: procedure('DATA_NAME_INVALID', 'DATA_TAG_INVALID', 'DATA_SET_SHIPPED', 'FILE_NOT_FOUND', 'UPLOAD_NOT_FOUND', 'DATA_FOLDER_ENTRY')
    .input(
      oneSet.extend({
        from: z.union([
          z.object({ path: z.string() }),
          z.object({ uploadId: z.string() }),
          /** A folder: each file with its place in it. */
          z.object({
            uploads: z
              .array(z.object({ uploadId: z.string(), path: z.string().max(1000) }))
              .min(1)
              .max(20_000),
          }),
        ]),
        fileName: z.string().max(200).optional(),
        message: z.string().max(1000).default(''),
        tag: z.string().optional(),
      }),
    )
    .output(oneJob),
  /** A piece of a file, in order; without an id, the first one. */
  upload: procedure('UPLOAD_NOT_FOUND', 'UPLOAD_INCOMPLETE', 'DISK_FULL')
    .input(z.object({ uploadId: z.string().optional(), at: z.number().int().min(0), base64: z.string().max(6_000_000) }))
    .output(z.object({ uploadId: z.string(), bytes: z.number() })),
  /** Writes a version to a file or folder of this computer that does not exist yet. */
  export: procedure(...notFound, 'FILE_EXISTS')
    .input(oneVersion.extend({ path: z.string() }))
    .output(oneJob),
  download: procedure(...notFound)
    .input(oneVersion)
    .output(eventIterator(dataPiece)),
  /** The files of a folder whose path holds `search`. */
  files: procedure(...notFound, 'DATA_NO_FOLDER', 'DATA_DAMAGED')
    .input(
      oneVersion.extend({
        search: z.string().max(200).default(''),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(filesPage),
  /** One of them, from near. */
  filePreview: procedure(...notFound, 'DATA_NO_FOLDER', 'DATA_DAMAGED', 'FILE_NOT_FOUND')
    .input(oneVersion.extend({ path: z.string().max(1000) }))
    .output(preview),
  /** Made once for the same bytes. */
  profile: procedure(...notFound, ...tableErrors)
    .input(oneVersion)
    .output(tableProfile),
  /** How its columns go together; made once for the same bytes. Who stops waiting stops the work. */
  relations: procedure(...notFound, ...tableErrors)
    .input(oneVersion)
    .output(tableRelations),
  sample: procedure(...notFound, ...tableErrors)
    .input(
      oneVersion.extend({
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
        filters: z.array(tableFilter).default([]),
        order: z.object({ column: z.string(), descending: z.boolean() }).optional(),
      }),
    )
    .output(tableSample),
  /** Rows are matched by the key's columns; without a key, a row is the same where all its cells are. */
  diff: procedure(...notFound)
    .input(oneSet.extend({ from: z.number().int(), to: z.number().int(), key: z.array(z.string()).default([]) }))
    .output(oneJob),
  job: procedure('DATA_JOB_NOT_FOUND').input(oneJob).output(dataJob),
  watchJob: procedure('DATA_JOB_NOT_FOUND').input(oneJob).output(eventIterator(dataJob)),
  cancelJob: procedure('DATA_JOB_NOT_FOUND').input(oneJob).output(z.void()),
  describe: procedure('DATASET_NOT_FOUND')
    .input(oneSet.extend({ description: z.string().max(8000) }))
    .output(z.void()),
  setTag: procedure(...notFound, 'DATA_TAG_INVALID')
    .input(oneVersion.extend({ tag: z.string() }))
    .output(z.void()),
  deleteTag: procedure('DATASET_NOT_FOUND')
    .input(oneSet.extend({ tag: z.string() }))
    .output(z.void()),
  /** `dataset:NAME` means this version from now on. */
  makeCurrent: procedure(...notFound)
    .input(oneVersion)
    .output(z.void()),
  /** Into the trash, from where it comes back until garbage is collected. */
  deleteVersion: procedure(...notFound, 'DATA_SET_SHIPPED')
    .input(oneVersion)
    .output(z.void()),
  undeleteVersion: procedure(...notFound)
    .input(oneVersion)
    .output(z.void()),
  /** All its versions. */
  deleteSet: procedure('DATASET_NOT_FOUND', 'DATA_SET_SHIPPED').input(oneSet).output(z.void()),
  gcPreview: procedure().input(gcPolicy).output(gcPreview),
  gc: procedure().input(gcPolicy).output(oneJob),
};

export type DataFormat = z.infer<typeof dataFormat>;
export type DataVersion = z.infer<typeof dataVersion>;
export type DataSet = z.infer<typeof dataSet>;
export type DataEvent = z.infer<typeof dataEvent>;
export type ColumnShift = z.infer<typeof columnShift>;
export type DataDiff = z.infer<typeof dataDiff>;
export type DataJob = z.infer<typeof dataJob>;
export type DataPiece = z.infer<typeof dataPiece>;
export type GcPolicy = z.infer<typeof gcPolicy>;
export type GcPreview = z.infer<typeof gcPreview>;
