/** What a step may rely on, whichever engine runs it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { bothEngines, kindsOfStepEngine } from './both-engines.ts';
import { finish, said } from './test-lab.ts';

const { lab, kinds } = bothEngines();
const ignoringTerm = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000);`;

describe.each(kindsOfStepEngine)('%s', (kind) => {
  const { run, make, isAlive } = kinds[kind];

  run('a step reads its inputs, finds the SDK, writes its outputs and gives back its exit code', async () => {
    const input = lab.artifact('voos.csv', 'a,b\n1,2\n');
    const launch = lab.step(
      `import { context } from '@bancada/sdk';
       import { readFileSync, writeFileSync } from 'node:fs';
       const text: string = readFileSync(context.inputs.voos.path, 'utf8');
       writeFileSync(context.outputs.copia.path, text);
       console.log(JSON.stringify(context.params), context.seed, context.mode);
       console.error('to stderr');
       process.exit(4);`,
      {
        inputs: [{ name: 'voos', path: input, fileName: 'voos.csv', format: 'csv' }],
        outputs: [{ name: 'copia', fileName: 'copia.csv', format: 'csv' }],
        params: { arvores: 60 },
      },
    );
    const ended = await finish(await make().start(launch));
    expect(ended).toEqual({ reason: 'exited', code: 4, stdout: '{"arvores":60} 7 step\n', stderr: 'to stderr\n' });
    expect(readFileSync(join(launch.outDir, 'copia.csv'), 'utf8')).toBe('a,b\n1,2\n');
    expect(readdirSync(join(launch.outDir, '..'))).toEqual(['out']);
  });

  run('the artifacts of a matrix step arrive as one folder and as items', async () => {
    const item = (key: string) => ({
      key,
      matrix: { algoritmo: key },
      path: lab.artifact(key, `model ${key}`),
      fileName: 'modelo.json',
      format: 'json' as const,
    });
    const launch = lab.step(
      `import { context } from '@bancada/sdk';
       import { readdirSync, readFileSync } from 'node:fs';
       const { path, items } = context.inputs.modelos;
       console.log(readdirSync(path).sort().join(), items.map((item: { path: string }) => readFileSync(item.path, 'utf8')).join());`,
      { inputs: [{ name: 'modelos', path: '', fileName: 'modelos', format: 'folder', items: [item('algoritmo=mlp'), item('algoritmo=forest')] }] },
    );
    expect((await finish(await make().start(launch))).stdout).toBe(
      'algoritmo=forest.json,algoritmo=mlp.json model algoritmo=mlp,model algoritmo=forest\n',
    );
  });

  run('a step that changes its exit code while it exits has the code that it chose', async () => {
    const ended = await finish(await make().start(lab.step(`process.on('exit', () => { process.exitCode = 3; }); console.log('bye');`)));
    expect(ended).toEqual({ reason: 'exited', code: 3, stdout: 'bye\n', stderr: '' });
  });

  run('a step that takes too long is ended, though it ignores SIGTERM', async () => {
    const ended = await finish(await make().start(lab.step(ignoringTerm, { timeoutMs: 1500 })));
    expect(ended).toMatchObject({ reason: 'timeout', stdout: 'ready\n' });
  });

  run('a cancelled step ends within the grace time, though it ignores SIGTERM', async () => {
    const step = await make().start(lab.step(ignoringTerm));
    await said(step, 'ready');
    const asked = performance.now();
    await step.stop('cancelled');
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(await step.exit).toEqual({ reason: 'cancelled', code: null });
    // The engine tells of the end of a container a moment after its last process is gone.
    await expect.poll(() => isAlive(step.reference), { timeout: 10_000 }).toBe(false);
  });

  run('reap ends what is of our home and not kept, and only that', async () => {
    const engine = make();
    const [kept, lost] = [await engine.start(lab.step(ignoringTerm)), await engine.start(lab.step(ignoringTerm))];
    await Promise.all([said(kept, 'ready'), said(lost, 'ready')]);
    const stranger = make({ ...lab.core, homeId: 'another-home' });
    expect(await stranger.reap(new Set())).toEqual([]);
    expect(await engine.reap(new Set([kept.reference]), 'step')).toEqual([lost.reference]);
    expect((await lost.exit).reason).not.toBe('timeout');
    await expect.poll(() => isAlive(lost.reference), { timeout: 10_000 }).toBe(false);
    expect(await isAlive(kept.reference)).toBe(true);
    await kept.stop('cancelled');
  });
});
