import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Unit tests stand beside the code; the slower kinds have folders of their own. Files run in parallel on all cores, of a kind with the others of
 * its stage: each has a home, ports and containers of its own. Those of the unit tests share their processes: a process for each of some 350 files
 * spent more time reading the same modules than testing them.
 */
const project = (name: string, include: string[], timeoutMs: number, isolate = true) => ({
  test: {
    name,
    isolate,
    include,
    // Tests that belong to a learner's project run under Node's own runner.
    exclude: [...configDefaults.exclude, 'challenges/*/{inicio,exemplo}/**'],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    pool: 'forks' as const,
    sequence: { groupOrder: 1 + stages.findIndex((stage) => stage.includes(name)) },
  },
});
const stages = [['unit'], ['integration', 'compat'], ['faults', 'e2e', 'challenges']];

/** What takes longest begins first: begun last, it keeps one core busy while the other has nothing left to do. */
const longest = [
  'challenges/solutions',
  'challenges/sabotage',
  'model.property',
  'diagrams/diagrams',
  'integration/debugger',
  'faults/kill-tracking',
  'faults/kill-core',
  'faults/docker-loss-runs',
  'e2e/learner-path',
  'integration/parity',
  'compat/mlflow-3',
  'compat/mlflow-2',
  'compat/cloud',
  'compat/tables',
  'compat/deploy',
  'compat/drift',
  'integration/python-steps',
  'faults/serving-kill',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.includes(`${name}.test.`));
      return index < 0 ? longest.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    // Left to itself it keeps one core for itself, and has nothing to do there.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', ['src-*/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'challenges/**/*.test.ts'], 30_000, false),
      project('integration', ['tests/integration/**/*.test.ts'], 120_000),
      project('compat', ['tests/compat/*.test.ts'], 300_000),
      project('faults', ['tests/faults/**/*.test.ts'], 300_000),
      project('e2e', ['tests/e2e/**/*.test.ts'], 300_000),
      project('challenges', ['tests/challenges/**/*.test.ts'], 600_000),
    ],
  },
});
