/** `createProcessEngine`: programs as local processes of the pinned Node. There on every machine, with nothing to install. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Engine } from '../engine.ts';
import { folderDigest, installSdk } from '../sdk.ts';
import { createStripper, type Stripper } from '../typescript/stripper.ts';
import type { ProcessSetup } from './command.ts';
import { nodeBinary } from './node-binary.ts';
import { adoptService, startService } from './service.ts';
import { startStep } from './step.ts';
import { findMarked, livePid, signalGroup } from './table.ts';

export function createProcessEngine(
  core: Pick<Core, 'home' | 'homeId' | 'log'>,
  runtimeDir: string,
  stripper: Stripper = createStripper(core.home),
): Engine {
  let setup: ProcessSetup | null = null;
  let digest: string | null = null;
  /** Ends a running step without telling anybody: its output would have no reader. */
  const holds = new Set<() => void>();

  function ready(): ProcessSetup {
    setup ??= prepareSetup(core, runtimeDir, stripper);
    return setup;
  }

  function end(reference: string): void {
    const pid = livePid(reference);
    if (pid !== null) signalGroup(pid, 'SIGKILL');
  }

  return {
    kind: 'process',
    async fingerprint() {
      digest ??= createHash('sha256')
        .update(`process ${ready().node.version} ${folderDigest(join(runtimeDir, 'node_modules'))}`)
        .digest('hex');
      return digest;
    },
    async prepare() {
      ready();
    },
    reach: async () => ({ listen: '127.0.0.1', name: '127.0.0.1' }),
    start: async (launch) => startStep(ready(), launch, holds),
    async adopt(reference) {
      end(reference);
      return null;
    },
    serve: async (launch) => startService(ready(), launch),
    adoptService,
    async reap(keep, kind) {
      const found = findMarked(`${core.homeId}/${kind ? `${kind}/` : ''}`).filter((reference) => !keep.has(reference));
      for (const reference of found) end(reference);
      return found;
    },
    async close() {
      for (const release of holds) release();
    },
  };
}

/** What the command lines of this home are made from; for the benchmark, which runs the same ones bare. */
export function prepareSetup({ home, homeId, log }: Pick<Core, 'home' | 'homeId' | 'log'>, runtimeDir: string, stripper: Stripper): ProcessSetup {
  const homeRoot = realpathSync(home.root);
  try {
    const node = nodeBinary();
    if (!node.refusesNetwork) log.warn('process engine without network isolation', { node: node.version });
    return { homeRoot, homeId, runtimeDir, sdkDir: installSdk(runtimeDir, homeRoot), node, stripper };
  } catch (error) {
    throw new BancadaError('ENGINE_UNAVAILABLE', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
}
