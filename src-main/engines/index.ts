/** `createEngines`: which engine runs a program. Docker is looked for once, and again when it did not answer or went away. */
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import { type Detection, detect } from './docker/detect.ts';
import type { Engines } from './engines.ts';
import { createProcessEngine } from './process/index.ts';

export type * from './engine.ts';
export type { Engines } from './engines.ts';

export interface EnginesOptions {
  /** What programs run on: `node_modules/@bancada/sdk` and `serve.js` (made by scripts/build-runtime.mjs). */
  runtimeDir: string;
  setting(): 'auto' | 'docker' | 'process';
}

export function createEngines(core: Core, { runtimeDir, setting }: EnginesOptions): Engines {
  const local = createProcessEngine(core, runtimeDir);
  let detection: Promise<Detection> | null = null;

  return {
    async pick(kind) {
      const wanted = kind ?? setting();
      if (wanted !== 'docker') return local;
      throw new BancadaError('ENGINE_UNAVAILABLE', { detail: 'docker engine is being built' });
    },
    async docker() {
      detection ??= detect();
      const { found, refused } = await detection;
      return { available: false, version: found?.version ?? null, socket: found?.socket ?? null, refused, containers: 0, image: null };
    },
    close: () => local.close(),
  };
}
