/** For tests: a test lab with the engine that answers here, or a reason why there is none. */
import { afterAll, test } from 'vitest';
import type { Engine } from '../engine.ts';
import { type EngineCore, type TestLab, testLab } from '../test-lab.ts';
import { createStripper } from '../typescript/stripper.ts';
import { createWarmEngine } from '../warm/index.ts';
import type { PoolLimits } from '../warm/pool.ts';
import { detect, type Found } from './detect.ts';
import { createDockerEngine, type DockerEngine } from './index.ts';

const { found, refused } = await detect();
const absent = `no engine: ${refused.map(({ way, reason }) => `${way}: ${reason}`).join('; ')}`;

/** `test`, where an engine answers; else skipped with the reason. */
export const docked: typeof test = (found ? test : test.skip) as typeof test;

interface DockerLab extends TestLab {
  found: Found;
  engine: DockerEngine;
  /** Warm containers on this engine. */
  warm(core?: EngineCore, limits?: PoolLimits): Engine;
}

export function dockerLab(): DockerLab {
  const lab = testLab();
  if (!found) {
    console.error(`docker tests skipped: ${absent}`);
    afterAll(() => lab.remove());
    return { ...lab, found: null!, engine: null!, warm: () => null! };
  }
  const engine = createDockerEngine(lab.core, found, lab.runtimeDir);
  const opened: Engine[] = [];
  afterAll(async () => {
    for (const warm of opened) await warm.close();
    await engine.reap(new Set());
    await engine.close();
    lab.remove();
  });
  return {
    ...lab,
    found,
    engine,
    warm(core = lab.core, limits) {
      const stripper = createStripper(core.home);
      const warm = createWarmEngine(core, createDockerEngine(core, found, lab.runtimeDir, stripper), stripper, limits);
      opened.push(warm);
      return warm;
    },
  };
}
