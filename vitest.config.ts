import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Unit tests stand beside the code; the slower kinds have folders of their own. Files run in parallel on all cores, of a kind with the others of
 * its stage: each has a home, ports and containers of its own.
 */
const project = (name: string, include: string[], timeoutMs: number) => ({
  test: {
    name,
    include,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    pool: 'forks' as const,
    sequence: { groupOrder: 1 + stages.findIndex((stage) => stage.includes(name)) },
  },
});
const stages = [['unit'], ['integration', 'compat'], ['faults', 'e2e', 'challenges']];

export default defineConfig({
  test: {
    // Left to itself it keeps one core for itself, and has nothing to do there.
    maxWorkers: availableParallelism(),
    projects: [
      project('unit', ['src-*/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'challenges/**/*.test.ts'], 30_000),
      project('integration', ['tests/integration/**/*.test.ts'], 120_000),
      project('compat', ['tests/compat/*.test.ts'], 300_000),
      project('faults', ['tests/faults/**/*.test.ts'], 300_000),
      project('e2e', ['tests/e2e/**/*.test.ts'], 300_000),
      project('challenges', ['tests/challenges/**/*.test.ts'], 600_000),
    ],
  },
});
