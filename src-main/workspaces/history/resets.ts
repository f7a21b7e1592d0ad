/** `createResets`: which version each file had before a reset, so that a reset can be taken back as a whole. The last few are kept. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BancadaError } from '../../contract/errors.ts';
import { writeAtomically } from '../atomic.ts';

const maxResets = 10;
const resets = z.array(z.object({ id: z.string(), files: z.array(z.object({ path: z.string(), version: z.string().nullable() })) }));

export interface ResetFile {
  path: string;
  /** Null: there was no such file. */
  version: string | null;
}

export function createResets(root: string) {
  const fileOf = (challengeId: string) => join(root, challengeId, 'resets.json');
  const read = (challengeId: string) => {
    const file = fileOf(challengeId);
    return existsSync(file) ? resets.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  };
  return {
    keep(challengeId: string, id: string, files: readonly ResetFile[]): void {
      mkdirSync(join(root, challengeId), { recursive: true, mode: 0o700 });
      writeAtomically(fileOf(challengeId), JSON.stringify([...read(challengeId), { id, files }].slice(-maxResets)));
    },
    /** FILE_NOT_FOUND. */
    files(challengeId: string, id: string): ResetFile[] {
      const found = read(challengeId).find((reset) => reset.id === id);
      if (!found) throw new BancadaError('FILE_NOT_FOUND', { path: id });
      return found.files;
    },
  };
}
