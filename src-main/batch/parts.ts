/**
 * `completeParts`: what earlier attempts left that counts. Each attempt writes to a folder of its own and begins where the one before it was taken over, so
 * that a program that outlived its core adds nothing twice: what it wrote past that place is never looked at.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Attempt {
  /** The launch's output folder. */
  outDir: string;
  firstPart: number;
  offset: number;
  line: number;
  reference: string | null;
}

export interface Part {
  /** Without its ending. */
  path: string;
  part: number;
  read: number;
  good: number;
  bad: number;
  rowBytes: number;
  rejectBytes: number;
  offset: number;
  line: number;
}

export const partsFolder = (outDir: string): string => join(outDir, 'partes');

export function completeParts(attempts: readonly Attempt[]): Part[] {
  return attempts.flatMap((attempt, index) => {
    const until = attempts[index + 1]?.firstPart ?? Number.POSITIVE_INFINITY;
    const found: Part[] = [];
    for (let part = attempt.firstPart; part < until; part++) {
      const path = join(partsFolder(attempt.outDir), String(part).padStart(6, '0'));
      if (!existsSync(`${path}.json`)) break;
      const about = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Omit<Part, 'path'>;
      // After a power cut a name may be there without all of its bytes.
      if (sizeOf(`${path}.rows`) !== about.rowBytes || sizeOf(`${path}.rejected`) !== about.rejectBytes) break;
      found.push({ path, ...about });
    }
    return found;
  });
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size;
