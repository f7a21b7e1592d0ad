/** `createUploads`: a file that arrives in pieces, in order; it lies beside the store until an import takes it, and goes with the core that received it. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive } from '../../common/owner.ts';
import { BancadaError } from '../../contract/errors.ts';

export type DataUploads = ReturnType<typeof createUploads>;

export function createUploads(folder: string, owner: string) {
  const prefix = `${owner.replaceAll(':', '_')}+`;

  /** UPLOAD_NOT_FOUND. */
  function pathOf(uploadId: string): string {
    const path = join(folder, `${prefix}${uploadId}`);
    if (!/^[0-9a-f]{32}$/.test(uploadId) || !existsSync(path)) throw new BancadaError('UPLOAD_NOT_FOUND', { upload: uploadId.slice(0, 100) });
    return path;
  }

  return {
    pathOf,
    /** A piece that was sent already counts once. UPLOAD_INCOMPLETE: one before it is missing. */
    async receive({
      uploadId,
      at,
      base64,
    }: {
      uploadId?: string | undefined;
      at: number;
      base64: string;
    }): Promise<{ uploadId: string; bytes: number }> {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const id = uploadId ?? randomBytes(16).toString('hex');
      const path = uploadId === undefined ? join(folder, `${prefix}${id}`) : pathOf(id);
      const held = uploadId === undefined ? 0 : statSync(path).size;
      if (at > held) throw new BancadaError('UPLOAD_INCOMPLETE', { path: id, detail: `${held} < ${at}` });
      const piece = Buffer.from(base64, 'base64');
      const file = await open(path, uploadId === undefined ? 'wx' : 'r+', 0o600);
      try {
        await file.write(piece, 0, piece.length, at);
      } catch (error) {
        const full = ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
        throw full ? new BancadaError('DISK_FULL', { path: folder }, { cause: error }) : error;
      } finally {
        await file.close();
      }
      return { uploadId: id, bytes: Math.max(held, at + piece.length) };
    },
    /** Files that were sent, as one folder: they are moved into it. UPLOAD_NOT_FOUND, DATA_FOLDER_ENTRY. */
    gather(files: readonly { uploadId: string; path: string }[]): string {
      const root = join(folder, `${prefix}${randomBytes(16).toString('hex')}`);
      for (const { path } of files) if (!isInside(path)) throw new BancadaError('DATA_FOLDER_ENTRY', { path });
      for (const { uploadId } of files) pathOf(uploadId);
      for (const { uploadId, path } of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o700 });
        renameSync(pathOf(uploadId), join(root, path));
      }
      return root;
    },
    /** What `pathOf` or `gather` gave. */
    forget: (path: string) => rm(path, { recursive: true, force: true }),
    /** What cores that died had received, and what ours holds when it closes. */
    async clear(mine = false): Promise<void> {
      const names = existsSync(folder) ? await readdir(folder) : [];
      const left = names.filter((name) => (mine && name.startsWith(prefix)) || !isAlive(name.split('+')[0]!.replaceAll('_', ':')));
      await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
    },
  };
}

const isInside = (path: string): boolean => !path.includes('\\') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
