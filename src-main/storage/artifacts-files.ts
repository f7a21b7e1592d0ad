/** `move`, `linkOrCopy`, `syncFolder`: the same file under another name, also where two names cannot share one file. */
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';

export function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyWhole(from, to);
    rmSync(from);
  }
}

/** Never over what is there: that may be another name of something that is kept. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (existsSync(to)) throw error;
    copyWhole(from, to);
  }
}

function copyWhole(from: string, to: string): void {
  const temporary = `${to}.${process.pid}.new`;
  copyFileSync(from, temporary);
  renameSync(temporary, to);
}

/** Names are as safe as the folder that lists them; Windows has no such thing to sync. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}
