/** `move`, `linkOrCopy`: the same file under another name, also where two names cannot share one file. */
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';

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
