/** Where everything of one learner lives on disk. Folders are made 0700 on first use. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';

export interface Home {
  readonly root: string;
  readonly database: string;
  readonly artifacts: string;
  readonly workspaces: string;
  readonly runs: string;
  readonly endpoints: string;
  readonly logs: string;
}

/** HOME_READ_ONLY, DISK_FULL. */
export function openHome(root: string): Home {
  try {
    return foldersOf(root);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new BancadaError('DISK_FULL', { path: root }, { cause: error });
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) throw new BancadaError('HOME_READ_ONLY', { path: root }, { cause: error });
    throw error;
  }
}

function foldersOf(root: string): Home {
  const folder = (name: string) => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  };
  mkdirSync(root, { recursive: true, mode: 0o700 });
  accessSync(root, constants.W_OK);
  return {
    root,
    database: join(root, 'bancada.db'),
    artifacts: folder('artifacts'),
    workspaces: folder('workspaces'),
    runs: folder('runs'),
    endpoints: folder('endpoints'),
    logs: folder('logs'),
  };
}
