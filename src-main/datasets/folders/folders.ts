/** `createFolders`: folders looked into: their files, one of them from near, and what changed between two. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { FilesPage, FolderDiff } from '../../contract/data-folders.ts';
import type { DataVersion } from '../../contract/datasets.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Preview } from '../../contract/run-views.ts';
import { asJson, type Readers } from '../../storage/index.ts';
import { readPreview, type Tables } from '../../tables/index.ts';
import type { Contents } from '../chunks/contents.ts';
import { readFolderDiff, readFolderPage } from './reads.ts';

export interface FilesAsked {
  search: string;
  offset: number;
  limit: number;
}

export function createFolders(contents: Contents, readers: Readers, tables: Pick<Tables, 'sample'>) {
  const { packs, rows } = contents;

  /** DATA_NO_FOLDER, DATA_DAMAGED. */
  function placeOf({ digest, fileName, format }: DataVersion): { content: number; listAt: number } {
    if (format !== 'folder') throw new BancadaError('DATA_NO_FOLDER', { file: fileName });
    const found = rows.folderOf(digest);
    if (!found) throw new BancadaError('DATA_DAMAGED', { digest });
    return { content: found.id, listAt: found.listAt };
  }

  return {
    files: async (version: DataVersion, asked: FilesAsked): Promise<FilesPage> =>
      asJson<FilesPage>(await readers.ask(readFolderPage, { packs, ...placeOf(version), ...asked })),
    /** Of a folder: `path` inside it. */
    async preview(version: DataVersion, path: string): Promise<Preview> {
      placeOf(version);
      const isInside = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
      const file = isInside && join(await contents.file(version.digest), path);
      if (!file || !lstatSync(file, { throwIfNoEntry: false })?.isFile()) throw new BancadaError('FILE_NOT_FOUND', { path });
      return readPreview(file, path, tables);
    },
    /** Null where one of them is no folder. */
    diff: async (from: DataVersion, to: DataVersion): Promise<FolderDiff | null> =>
      from.format === 'folder' && to.format === 'folder'
        ? asJson<FolderDiff>(await readers.ask(readFolderDiff, { packs, before: placeOf(from), after: placeOf(to) }))
        : null,
  };
}
