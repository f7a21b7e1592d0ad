/** `createProcessEngine`: programs as local processes of the pinned Node. There on every machine, with nothing to install. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Engine } from '../engine.ts';
import { requireConfined } from '../python/command.ts';
import { createPython } from '../python/index.ts';
import { isPythonCode } from '../python/program.ts';
import { folderDigest, installSdk } from '../sdk.ts';
import { createStripper, type Stripper } from '../typescript/stripper.ts';
import { createWaiting } from './ahead.ts';
import type { ProcessSetup } from './command.ts';
import { nodeBinary } from './node-binary.ts';
import { adoptService, startService } from './service.ts';
import { startStep } from './step.ts';
import { findMarked, livePid, signalGroup } from './table.ts';

/** What Python programs run with; without it, what this computer has. */
export type PythonPrograms = Partial<Pick<ProcessSetup, 'python' | 'allowsUnconfined'>>;

export function createProcessEngine(
  core: Pick<Core, 'home' | 'homeId' | 'log'>,
  runtimeDir: string,
  stripper: Stripper = createStripper(core.home),
  { python = createPython(core), allowsUnconfined = () => false }: PythonPrograms = {},
): Engine {
  let setup: ProcessSetup | null = null;
  let digest: string | null = null;
  /** Ends a running step without telling anybody: its output would have no reader. */
  const holds = new Set<() => void>();
  const waiting = createWaiting();

  function ready(): ProcessSetup {
    setup ??= prepareSetup(core, runtimeDir, stripper, { python, allowsUnconfined });
    return setup;
  }

  function end(reference: string): void {
    const pid = livePid(reference);
    if (pid !== null) signalGroup(pid, 'SIGKILL');
  }

  return {
    kind: 'process',
    async fingerprint(program) {
      if (isPythonCode(program)) return `process python ${await python.fingerprint(program.codeDir)}`;
      digest ??= createHash('sha256')
        .update(`process ${ready().node.version} ${folderDigest(join(runtimeDir, 'node_modules'))}`)
        .digest('hex');
      return digest;
    },
    async prepare(onProgress, program) {
      ready();
      if (!isPythonCode(program)) return;
      requireConfined(await python.interpreter(), allowsUnconfined());
      await python.setup(program.codeDir, (message) => onProgress?.(0.5, message));
    },
    reach: async () => ({ listen: '127.0.0.1', name: '127.0.0.1' }),
    start: async (launch) => startStep(ready(), launch, { holds, booted: waiting.take(launch.id) }),
    ahead: (launch) => waiting.boot(ready(), launch),
    forget: waiting.forget,
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
      waiting.close();
      python.close();
    },
  };
}

/** What the command lines of this home are made from; for the benchmark, which runs the same ones bare. */
export function prepareSetup(
  core: Pick<Core, 'home' | 'homeId' | 'log'>,
  runtimeDir: string,
  stripper: Stripper,
  { python = createPython(core), allowsUnconfined = () => false }: PythonPrograms = {},
): ProcessSetup {
  const { home, homeId, log } = core;
  const homeRoot = realpathSync(home.root);
  try {
    const node = nodeBinary();
    if (!node.refusesNetwork) log.warn('process engine without network isolation', { node: node.version });
    return { homeRoot, homeId, runtimeDir, sdkDir: installSdk(runtimeDir, homeRoot), node, stripper, python, allowsUnconfined };
  } catch (error) {
    throw new BancadaError('ENGINE_UNAVAILABLE', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
  }
}
