/** For tests: a test lab with the engine that answers here, or a reason why there is none. */
import { afterAll, test } from 'vitest';
import { type TestLab, testLab } from '../test-lab.ts';
import { detect, type Found } from './detect.ts';
import { createDockerEngine, type DockerEngine } from './index.ts';

const { found, refused } = await detect();
const absent = `no engine: ${refused.map(({ way, reason }) => `${way}: ${reason}`).join('; ')}`;

/** `test`, where an engine answers; else skipped with the reason. */
export const docked: typeof test = (found ? test : test.skip) as typeof test;

export function dockerLab(): TestLab & { found: Found; engine: DockerEngine } {
  const lab = testLab();
  if (!found) {
    console.error(`docker tests skipped: ${absent}`);
    afterAll(() => lab.remove());
    return { ...lab, found: null!, engine: null! };
  }
  const engine = createDockerEngine(lab.core, found, lab.runtimeDir);
  afterAll(async () => {
    await engine.reap(new Set());
    await engine.close();
    lab.remove();
  });
  return { ...lab, found, engine };
}
