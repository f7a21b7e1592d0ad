/** Looks at the machine and says what the lab can do on it. */
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import { type DockerState, type DoctorReport, type EngineKind, explain, type Locale, type Repair, type Settings } from '../contract/index.ts';
import { isMarkedDamaged, lastRescue, sayRescue } from '../storage/index.ts';
import { folderBytes } from './folder-bytes.ts';
import { problemTexts } from './problems.ts';
import type { Release } from './updates.ts';

export interface DoctorInput {
  core: Core;
  docker: DockerState;
  engine: EngineKind;
  /** What the settings ask for. */
  chosen: Settings['engine'];
  fastRuns: boolean;
  applicationRoot: string;
  locale: Locale;
  isSafe: boolean;
  newer: Release | null;
}

const repairs: Partial<Record<keyof typeof problemTexts, Repair>> = {
  NO_DOCKER: 'start-engine',
  DOCKER_CHOSEN_AWAY: 'use-any-engine',
  NO_IMAGE: 'make-image',
  FAST_RUNS_WITHOUT_DOCKER: 'stop-fast-runs',
  LOW_DISK: 'clear-cache',
};

const lowDisk = 2 * 1024 ** 3;

export async function examine({
  core,
  docker,
  engine,
  chosen,
  fastRuns,
  applicationRoot,
  locale,
  isSafe,
  newer,
}: DoctorInput): Promise<DoctorReport> {
  const { db } = core.storage;
  const disk = statfsSync(core.home.root);
  const freeBytes = disk.bavail * disk.bsize;
  const electron = findElectron(applicationRoot);
  const problems: DoctorReport['problems'] = [];
  const report = (code: keyof typeof problemTexts, severity: 'error' | 'warning', data: Record<string, string> = {}) =>
    problems.push({ code, severity, ...problemTexts[code](data)[locale], repair: repairs[code] ?? null });

  if (isSafe) report('SAFE_MODE', 'warning');
  if (chosen === 'docker' && !docker.available) report('DOCKER_CHOSEN_AWAY', 'error');
  if (!docker.available) report('NO_DOCKER', 'warning', { reason: docker.refused.map(({ way, reason }) => `${way}: ${reason}`).join('; ') });
  if (fastRuns && engine === 'process') report('FAST_RUNS_WITHOUT_DOCKER', 'warning');
  if (!electron.present) report('NO_ELECTRON', 'warning');
  if (freeBytes < lowDisk) report('LOW_DISK', freeBytes < lowDisk / 4 ? 'error' : 'warning', { free: `${Math.round(freeBytes / 1024 ** 2)} MB` });
  if (newer) report('UPDATE_AVAILABLE', 'warning', { ...newer });
  if (docker.available && !docker.image) report('NO_IMAGE', 'warning');

  if (isMarkedDamaged(core.home.database))
    problems.push({ code: 'DATABASE_MARKED', severity: 'error', ...explain('DATABASE_MARKED', {}, locale), repair: null });
  const restored = lastRescue(core.home.database);
  if (restored)
    problems.push({ code: 'DATABASE_RESTORED', severity: 'warning', ...explain('DATABASE_RESTORED', sayRescue(restored), locale), repair: null });

  return {
    bancada: versionOf(applicationRoot),
    engine,
    docker,
    versions: {
      node: process.version,
      sqlite: db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get()?.v ?? '',
      platform: process.platform,
      arch: process.arch,
    },
    electron,
    home: { path: core.home.root, bytes: await folderBytes(core.home.root), schema: db.pragma('user_version', { simple: true }) as number },
    disk: { freeBytes, totalBytes: disk.blocks * disk.bsize },
    memory: { freeBytes: freemem(), totalBytes: totalmem(), cpus: availableParallelism() },
    problems,
  };
}

export function versionOf(applicationRoot: string): string {
  return (JSON.parse(readFileSync(join(applicationRoot, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The npm package can be there without the program itself, which is fetched from its release site on first use. */
function findElectron(applicationRoot: string): DoctorReport['electron'] {
  if (process.versions.electron) return { present: true, version: process.versions.electron };
  try {
    const require = createRequire(join(applicationRoot, 'package.json'));
    const folder = join(require.resolve('electron/package.json'), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    const pathFile = join(folder, 'path.txt');
    const present = existsSync(pathFile) && existsSync(join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()));
    return { present, version: present ? version : null };
  } catch {
    return { present: false, version: null };
  }
}
