/** The debugger through the real CLI, in processes and in containers: pause, look, edit, step, go on; and freezing, which never gives up a good result. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bancada, dockerAnswers, type Json } from '../support/cli.ts';

const pipeline = '03-pipelines';
const yaml = `name: depuracao
steps:
  - { id: dados, run: dados.ts, outputs: [n.json] }
  - { id: dobro, run: dobro.ts, inputs: { n: dados.n }, outputs: [d.json], params: { fator: 2 }, timeout: 20s }
  - { id: fim, run: fim.ts, inputs: { d: dobro.d }, outputs: [f.json] }
`;
const program = (body: string) => `import { step } from '@bancada/sdk';\nawait step(async (lab) => {\n${body}\n});\n`;
const code = {
  'pipeline.yaml': yaml,
  'dados.ts': program("lab.output('n').json(21);"),
  'dobro.ts': program(
    "lab.metric('dobro', lab.input('n').json() * lab.params.fator);\nlab.output('d').json(lab.input('n').json() * lab.params.fator);",
  ),
  'fim.ts': program("lab.metric('fim', lab.input('d').json());\nlab.output('f').json(lab.input('d').json());"),
};

describe.each(dockerAnswers ? ['process', 'docker'] : ['process'])('on %s', (engine) => {
  const lab = bancada();
  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(lab.home, 'workspaces', pipeline, path), text);
  };
  const run = (...options: string[]) => lab('run', pipeline, '--engine', engine, ...options);
  const status = (json: Json, id: string) => json.steps.find((step: Json) => step.id === id).status;

  beforeAll(() => {
    mkdirSync(join(lab.home, 'workspaces', pipeline), { recursive: true });
    write(code);
  });
  afterAll(() => lab.dispose());

  it('pauses, leaves, shows, edits, steps and goes on, each in a process of its own', async () => {
    const paused = await run('--pause-before', 'dobro');
    expect(paused.code, paused.stderr).toBe(0);
    expect(paused.json).toMatchObject({ status: 'paused', paused: ['dobro'] });
    const { runId } = paused.json;
    expect((await lab('debug', 'show', runId)).json).toEqual({ runId, paused: ['dobro'] });
    const view = await lab('debug', 'show', runId, 'dobro');
    expect(view.json).toMatchObject({ params: [{ name: 'fator', value: 2 }], context: { inputs: { n: { path: '/lab/in/n.json' } } } });
    const file = join(lab.home, 'n.json');
    writeFileSync(file, '100');
    const set = await lab('debug', 'set', runId, 'dobro', '--param', 'fator=3', '--input', `n=${file}`);
    expect(set.json).toMatchObject({ params: [{ value: 3, was: 2 }], inputs: [{ name: 'n', bytes: 3 }] });
    expect((await lab('debug', 'set', runId, 'dobro', '--param', 'fator=muito')).json.error.code).toBe('PARAM_INVALID');
    const stepped = await lab('debug', 'step', runId);
    expect(stepped.json).toMatchObject({ status: 'paused', paused: ['fim'] });
    const ended = await lab('debug', 'continue', runId);
    expect(ended.json).toMatchObject({ status: 'succeeded', metrics: { dobro: 300, fim: 300 } });
    expect((await lab('explain', runId, 'dobro')).json.reason).toBe('edited');
    expect((await lab('explain', runId, 'fim')).json.reason).toBe('reached');
    const genuine = await run();
    expect(genuine.json.metrics).toEqual({ dobro: 42, fim: 42 });
    expect(status(genuine.json, 'dados')).toBe('cached');
    expect(status(genuine.json, 'dobro')).toBe('succeeded');
  });

  it('ends a paused run when told to, and no other command waits for one', async () => {
    const { runId } = (await run('--no-cache', '--pause-before', 'fim')).json;
    expect((await run()).json.status).toBe('succeeded');
    expect((await lab('debug', 'stop', runId)).json).toEqual({ runId, status: 'cancelled' });
    expect((await lab('debug', 'continue', runId)).json.error.code).toBe('STEP_NOT_PAUSED');
  });

  it('freezes, forces and thaws', async () => {
    expect((await lab('freeze', pipeline, 'dados')).code).toBe(0);
    write({ 'dados.ts': program("lab.output('n').json(1);") });
    expect((await run()).json.metrics).toEqual({ dobro: 42, fim: 42 });
    expect((await run('--force', 'dados')).json.error.code).toBe('STEP_FROZEN');
    const forced = await run('--force', 'dobro');
    expect([status(forced.json, 'dados'), status(forced.json, 'dobro')]).toEqual(['cached', 'succeeded']);
    expect((await lab('thaw', pipeline, 'dados')).code).toBe(0);
    expect((await run()).json.metrics).toEqual({ dobro: 2, fim: 2 });
    expect((await lab('always', pipeline, 'fim')).code).toBe(0);
    expect(status((await run()).json, 'fim')).toBe('succeeded');
  });
});
