/**
 * `createPartUploads`: a large file sent in parts, in any order and again if need be, also after a restart.
 * A part is kept like any other bytes, under its digest, which is its ETag; parts and file are told apart only by who points at them.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Clock } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Received, Uploads } from '../../storage/artifacts-uploads.ts';
import type { Storage } from '../../storage/index.ts';
import { checkFilePath } from './path.ts';
import type { TreeRows } from './rows.ts';

export interface PartUploads {
  /** Answers with the upload's id. */
  create(path: string, parts: number): Promise<string>;
  /** Answers with the part's ETag. UPLOAD_NOT_FOUND. */
  put(uploadId: string, part: number, bytes: AsyncIterable<Uint8Array>): Promise<string>;
  /** The file is there, whole, when it resolves. UPLOAD_INCOMPLETE names the part to send again. */
  complete(path: string, uploadId: string, parts: readonly { number: number; etag: string }[]): Promise<void>;
  abort(path: string, uploadId: string): Promise<void>;
  /** Uploads that nobody touched for a day go away. */
  sweep(): Promise<void>;
}

interface Deps {
  storage: Storage;
  clock: Clock;
  store: Uploads;
  rows: TreeRows;
  put(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  receive(bytes: AsyncIterable<Uint8Array>, record: (received: Received) => Promise<void>): Promise<void>;
  reclaim(): Promise<number>;
}

interface UploadRow {
  upload_id: string;
  path: string;
  parts: number;
  completed: 0 | 1;
}

const staleAfter = 24 * 3600 * 1000;
const chunk = 1 << 20;

export function createPartUploads({ storage: { db, write }, clock, store, rows, put, receive, reclaim }: Deps): PartUploads {
  const insert = db.prepare<[string, string, number, number]>(
    'INSERT INTO artifact_uploads (upload_id, path, parts, touched_at) VALUES (?, ?, ?, ?)',
  );
  const one = db.prepare<[string], UploadRow>('SELECT upload_id, path, parts, completed FROM artifact_uploads WHERE upload_id = ?');
  const stale = db.prepare<[number], UploadRow>('SELECT upload_id, path, parts, completed FROM artifact_uploads WHERE touched_at < ?');
  const touch = db.prepare<[number, string]>('UPDATE artifact_uploads SET touched_at = ? WHERE upload_id = ?');
  const finish = db.prepare<[string]>('UPDATE artifact_uploads SET completed = 1 WHERE upload_id = ?');
  const remove = db.prepare<[string]>('DELETE FROM artifact_uploads WHERE upload_id = ?');
  const putPart = db.prepare<[string, number, string, number]>(
    'INSERT INTO artifact_upload_parts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET digest = excluded.digest, bytes = excluded.bytes',
  );
  const partsOf = db.prepare<[string], { number: number; digest: string }>(
    'SELECT number, digest FROM artifact_upload_parts WHERE upload_id = ? ORDER BY number',
  );
  const onePart = db.prepare<[string, number], { digest: string }>('SELECT digest FROM artifact_upload_parts WHERE upload_id = ? AND number = ?');
  const removeParts = db.prepare<[string]>('DELETE FROM artifact_upload_parts WHERE upload_id = ?');

  function known(uploadId: string, isRight: (upload: UploadRow) => boolean): UploadRow {
    const upload = one.get(uploadId);
    if (!upload || !isRight(upload)) throw new BancadaError('UPLOAD_NOT_FOUND', { upload: uploadId.slice(0, 64) });
    return upload;
  }

  function dropParts(uploadId: string): void {
    for (const { digest } of partsOf.all(uploadId)) rows.leave(digest);
    removeParts.run(uploadId);
  }

  async function sweep(): Promise<void> {
    const old = stale.all(clock.now() - staleAfter);
    if (old.length === 0) return;
    await write(() => {
      for (const { upload_id } of old) {
        dropParts(upload_id);
        remove.run(upload_id);
      }
    });
    await reclaim();
  }

  /** In order, each as the caller says it sent it. */
  function partFiles({ upload_id, parts, path }: UploadRow, claimed: readonly { number: number; etag: string }[]): string[] {
    const etags = new Map(claimed.map(({ number, etag }) => [number, etag.replaceAll('"', '')]));
    const arrived = new Map(partsOf.all(upload_id).map(({ number, digest }) => [number, digest]));
    return Array.from({ length: parts }, (_, i) => {
      const digest = arrived.get(i + 1);
      if (!digest || etags.get(i + 1) !== digest) throw new BancadaError('UPLOAD_INCOMPLETE', { path, detail: `@upload-part ${i + 1}` });
      return store.place(digest);
    });
  }

  // A client that lost patience asks again while its file is still being joined.
  const completing = new Map<string, Promise<void>>();
  async function complete(upload: UploadRow, parts: readonly { number: number; etag: string }[]): Promise<void> {
    await put(upload.path, joined(partFiles(upload, parts)));
    await write(() => {
      dropParts(upload.upload_id);
      finish.run(upload.upload_id);
    });
    await reclaim();
  }

  return {
    async create(path, parts) {
      checkFilePath(path);
      await sweep();
      const uploadId = randomBytes(16).toString('hex');
      await write(() => insert.run(uploadId, path, parts, clock.now()));
      return uploadId;
    },

    async put(uploadId, part, bytes) {
      const isOpen = ({ parts, completed }: UploadRow) => !completed && part >= 1 && part <= parts;
      known(uploadId, isOpen);
      let etag = '';
      await receive(bytes, async (received) => {
        await write(() => {
          known(uploadId, isOpen);
          const before = onePart.get(uploadId, part);
          if (before) rows.leave(before.digest);
          received.place();
          putPart.run(uploadId, part, received.digest, received.bytes);
          touch.run(clock.now(), uploadId);
        });
        etag = received.digest;
      });
      return etag;
    },

    async complete(path, uploadId, parts) {
      const upload = known(uploadId, (found) => found.path === path);
      if (upload.completed) return;
      const asked = completing.get(uploadId) ?? complete(upload, parts).finally(() => completing.delete(uploadId));
      completing.set(uploadId, asked);
      await asked;
    },

    async abort(path, uploadId) {
      known(uploadId, (found) => found.path === path && !found.completed);
      await write(() => {
        dropParts(uploadId);
        remove.run(uploadId);
      });
      await reclaim();
    },

    sweep,
  };
}

async function* joined(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* createReadStream(file, { highWaterMark: chunk });
}
