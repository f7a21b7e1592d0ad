/** What the doctor can mend by itself, each in one step that can be repeated. What needs the person's password stays theirs: the message says the command. */
import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Repair, Repaired } from '../contract/system.ts';
import type { Engines } from '../engines/index.ts';
import { folderBytes } from './folder-bytes.ts';
import type { SettingsStore } from './settings.ts';

export interface RepairDeps {
  core: Pick<Core, 'home' | 'changes' | 'log'>;
  engines: Pick<Engines, 'docker' | 'pick'>;
  settings: SettingsStore;
  /** How an engine is started without a password, in this order. */
  starters?: readonly (readonly [program: string, ...args: string[]])[];
}

const patienceMs = 30_000;
const lookEveryMs = 2500;

export async function repair(kind: Repair, deps: RepairDeps): Promise<Repaired> {
  const { core, settings } = deps;
  const set = async (change: Parameters<SettingsStore['save']>[0]) => {
    await settings.save(change);
    core.changes.publish({ topic: 'settings' });
    return { freedBytes: 0 };
  };
  if (kind === 'use-any-engine') return set({ engine: 'auto' });
  if (kind === 'stop-fast-runs') return set({ fastRuns: false });
  if (kind === 'clear-cache') return clearCache(core);
  if (kind === 'make-image') await (await deps.engines.pick('docker')).prepare();
  else await startEngine(deps);
  core.changes.publish({ topic: 'engine' });
  return { freedBytes: 0 };
}

/** What stands there can be made or downloaded again. */
async function clearCache({ home, changes }: RepairDeps['core']): Promise<Repaired> {
  const folder = join(home.root, 'cache');
  if (!existsSync(folder)) return { freedBytes: 0 };
  const freedBytes = await folderBytes(folder);
  rmSync(folder, { recursive: true, force: true });
  changes.publish({ topic: 'engine' });
  return { freedBytes };
}

async function startEngine({ engines, starters = startersOf(process.platform), core: { log } }: RepairDeps): Promise<void> {
  for (const [program, ...args] of starters) {
    const refused = await new Promise<string | null>((resolve) => {
      execFile(program, args, { timeout: patienceMs }, (error, _stdout, stderr) => resolve(error ? stderr.trim() || error.message : null));
    });
    if (refused !== null) {
      log.info('engine not started', { program, refused });
      continue;
    }
    const end = performance.now() + patienceMs;
    while (performance.now() < end) {
      if ((await engines.docker()).available) return;
      await sleep(lookEveryMs);
    }
  }
  if (!(await engines.docker()).available) throw new BancadaError('ENGINE_NOT_STARTED', { command: commandOf(process.platform) });
}

function startersOf(platform: NodeJS.Platform): [string, ...string[]][] {
  if (platform === 'darwin')
    return [
      ['open', '-ga', 'Docker'],
      ['colima', 'start'],
    ];
  if (platform === 'win32') return [['docker', 'desktop', 'start']];
  // As root (a container, a server) the system's own; else the person's rootless engine, then Docker Desktop.
  const own: [string, ...string[]][] = [
    ['systemctl', '--user', 'start', 'docker'],
    ['systemctl', '--user', 'start', 'docker-desktop'],
  ];
  return process.getuid?.() === 0
    ? [
        ['systemctl', 'start', 'docker'],
        ['service', 'docker', 'start'],
      ]
    : own;
}

function commandOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'open -a Docker';
  return platform === 'win32' ? 'docker desktop start' : 'sudo systemctl start docker';
}
