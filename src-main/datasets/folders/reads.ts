/** What the reading threads know of folders: a page of the files of one, and what became of them from one to the next. */
import type { FilesPage, FolderDiff } from '../../contract/data-folders.ts';
import { readQuery } from '../../storage/read-query.ts';
import { compareFolders } from './compare.ts';
import { readList } from './list.ts';

export interface FolderPlace {
  content: number;
  listAt: number;
}

export const readFolderPage = readQuery(
  'data-folder-files',
  (db, { packs, content, listAt, search, offset, limit }: FolderPlace & { packs: string; search: string; offset: number; limit: number }) => {
    const wanted = search.toLowerCase();
    const found = readList(db, packs, content, listAt).filter(({ path }) => path.toLowerCase().includes(wanted));
    const items = found.slice(offset, offset + limit).map(({ path, bytes }) => ({ path, bytes }));
    return JSON.stringify({ total: found.length, items } satisfies FilesPage);
  },
);

export const readFolderDiff = readQuery(
  'data-folder-diff',
  (db, { packs, before, after }: { packs: string; before: FolderPlace; after: FolderPlace }) => {
    const [was, is] = [before, after].map(({ content, listAt }) => readList(db, packs, content, listAt));
    return JSON.stringify(compareFolders(was!, is!) satisfies FolderDiff);
  },
);
