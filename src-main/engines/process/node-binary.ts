/** `nodeBinary`: the Node that runs programs: the pinned one beside us, else the one we run on (Electron's, told to be Node). */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface NodeBinary {
  readonly path: string;
  readonly version: string;
  /** What its environment needs. */
  readonly env: Readonly<Record<string, string>>;
  /** From Node 25 on the permission model covers the network. */
  readonly refusesNetwork: boolean;
  /** Calls into native libraries, and reads and writes of its own memory. */
  readonly hasFfi: boolean;
}

export function nodeBinary(): NodeBinary {
  const pinned = pinnedNode();
  if (pinned === null) return binary(process.execPath, process.version, process.versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {});
  const same = pinned === process.execPath;
  return binary(pinned, same ? process.version : execFileSync(pinned, ['--version'], { encoding: 'utf8' }).trim(), {});
}

/** The npm package `node` puts its binary in its own `bin/`. */
export function pinnedNode(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const path = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function binary(path: string, version: string, env: Record<string, string>): NodeBinary {
  const major = Number.parseInt(version.slice(1), 10);
  return { path, version, env, refusesNetwork: major >= 25, hasFfi: major >= 26 };
}
