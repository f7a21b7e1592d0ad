import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Core } from '../../common/core.ts';
import type { Engine } from '../../engines/engine.ts';
import { createProcessEngine } from '../../engines/process/index.ts';
import { openTestLab } from '../test-support/lab.ts';

const runtimeDir = fileURLToPath(new URL('../../../dist/runtime', import.meta.url));

/** The process engine, and what it was asked to boot, start and forget. */
function watched(heard: { booted: string[]; started: string[]; forgotten: string[] }) {
  return (core: Core): Engine => {
    const engine = createProcessEngine(core, runtimeDir);
    return {
      ...engine,
      ahead(launch) {
        heard.booted.push(launch.id);
        return engine.ahead!(launch);
      },
      forget(id) {
        heard.forgotten.push(id);
        engine.forget!(id);
      },
      start(launch) {
        heard.started.push(launch.id);
        return engine.start(launch);
      },
    };
  };
}

const chain = (first: string) => `name: chain
steps:
  - { id: a, run: ${first} }
  - { id: b, run: ok.ts, needs: [a] }
  - { id: c, run: ok.ts, needs: [b] }
  - { id: d, run: ok.ts, needs: [c] }
`;

test('the programs of the next two steps are booted beside a step, each starts under the id it was booted with, and none waits at the end', async () => {
  const heard = { booted: [] as string[], started: [] as string[], forgotten: [] as string[] };
  await using lab = openTestLab(watched(heard), { 'pipeline.yaml': chain('ok.ts'), 'ok.ts': "console.log('ok');" });
  const { runId } = await lab.pipelines.start({ pipeline: 'chain', cache: false });
  expect((await lab.pipelines.finished(runId)).status).toBe('succeeded');
  expect(heard.started).toHaveLength(4);
  expect(heard.started.slice(1)).toEqual(heard.booted);
  expect(heard.forgotten).toEqual([]);
});

test('what was booted for steps that are then skipped is forgotten', async () => {
  const heard = { booted: [] as string[], started: [] as string[], forgotten: [] as string[] };
  const files = { 'pipeline.yaml': chain('fails.ts'), 'ok.ts': "console.log('ok');", 'fails.ts': 'process.exit(3);' };
  await using lab = openTestLab(watched(heard), files);
  const { runId } = await lab.pipelines.start({ pipeline: 'chain', cache: false });
  expect((await lab.pipelines.finished(runId)).status).toBe('failed');
  expect(heard.booted).toHaveLength(2);
  expect(heard.forgotten.toSorted()).toEqual(heard.booted.toSorted());
});
