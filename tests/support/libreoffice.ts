/** Workbooks as LibreOffice reads them: opened without a window, saved as flat XML, and taken apart cell by cell. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = ['/usr/lib/libreoffice/program/soffice', '/usr/bin/soffice'].find((path) => existsSync(path));
export const noLibreOffice = program ? '' : 'no LibreOffice on this machine';

interface ReadCell {
  /** As LibreOffice calls it: string, float, percentage, date. */
  type: string;
  value: string;
  formula: string | null;
}
export interface ReadSheet {
  name: string;
  rows: (ReadCell | null)[][];
  /** The area that has filter buttons. */
  filter: string | null;
  conditions: number;
}

const reader = fileURLToPath(new URL('./read_fods.py', import.meta.url));

/** All files in one start of the program, which is what takes the time. */
export function openInLibreOffice(files: readonly string[]): ReadSheet[][] {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-libreoffice-'));
  try {
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const { status, stderr } = spawnSync(program!, [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, ...files], {
      encoding: 'utf8',
      timeout: 240_000,
    });
    if (status !== 0) throw new Error(`LibreOffice ended with ${status}: ${stderr}`);
    return files.map((file) => {
      const made = join(folder, basename(file).replace(/\.xlsx$/, '.fods'));
      const read = spawnSync('python3', [reader, made], { encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, PYTHONUTF8: '1' } });
      if (read.status !== 0) throw new Error(read.stderr);
      return JSON.parse(read.stdout) as ReadSheet[];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
