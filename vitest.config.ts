import { defineConfig } from 'vitest/config';

/** Unit tests stand beside the code; the slower kinds have folders of their own. Files of a project run in parallel on both cores. */
const project = (name: string, include: string[], timeoutMs: number, serial = false) => ({
  test: {
    name,
    include,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    pool: 'forks' as const,
    fileParallelism: !serial,
    sequence: { groupOrder: order.indexOf(name) },
  },
});
const order = ['unit', 'integration', 'compat', 'faults', 'e2e', 'challenges'];

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src-*/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'challenges/**/*.test.ts'], 30_000),
      project('integration', ['tests/integration/**/*.test.ts'], 120_000),
      project('compat', ['tests/compat/*.test.ts'], 300_000),
      project('faults', ['tests/faults/**/*.test.ts'], 300_000, true),
      project('e2e', ['tests/e2e/**/*.test.ts'], 300_000, true),
      project('challenges', ['tests/challenges/**/*.test.ts'], 600_000, true),
    ],
  },
});
