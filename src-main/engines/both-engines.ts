/** For tests of what every engine must do: one lab, and all engines over it; the docker one where an engine answers here, else skipped with the reason. */
import { afterAll, test } from 'vitest';
import { createDockerEngine } from './docker/index.ts';
import { docked, dockerLab } from './docker/test-docker.ts';
import type { Engine } from './engine.ts';
import { createProcessEngine } from './process/index.ts';
import { livePid } from './process/table.ts';
import type { EngineCore } from './test-lab.ts';

interface Kind {
  run: typeof test;
  /** A new hold on the lab, as another core would have. */
  make(core?: EngineCore): Engine;
  isAlive(reference: string): Promise<boolean>;
}

/** With an implementation of services of their own. */
export const kindsOfEngine = ['process', 'docker'] as const;
export const kindsOfStepEngine = [...kindsOfEngine, 'warm'] as const;

export function bothEngines(): { lab: ReturnType<typeof dockerLab>; kinds: Record<(typeof kindsOfStepEngine)[number], Kind> } {
  const lab = dockerLab();
  const kinds = {
    process: {
      run: test,
      make: (core: EngineCore = lab.core): Engine => createProcessEngine(core, lab.runtimeDir),
      isAlive: async (reference: string) => livePid(reference) !== null,
    },
    docker: {
      run: docked,
      make: (core: EngineCore = lab.core): Engine => createDockerEngine(core, lab.found, lab.runtimeDir),
      isAlive: (reference: string) =>
        lab.found.docker
          .getContainer(reference)
          .inspect()
          .then(
            ({ State }) => State.Running,
            () => false,
          ),
    },
    warm: {
      run: docked,
      make: (core: EngineCore = lab.core): Engine => lab.warm(core),
      isAlive: (reference: string) => kinds.docker.isAlive(reference.replace('warm:', '')),
    },
  };
  afterAll(() => kinds.process.make().reap(new Set()));
  return { lab, kinds };
}
