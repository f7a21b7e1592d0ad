import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trainClassifier } from '../ml/classifier.ts';
import { combineModels } from '../ml/combine.ts';
import { saveModel } from '../ml/model-folder.ts';
import { freePort, penguinColumns, penguins, root, runNode, scratch, sdkSource, until, writeJson } from '../test-kit.ts';

const good = { bill_length: 39.1, bill_depth: 18.7, flipper: 181, mass: 3750, island: 'Torgersen', sex: 'MALE' };

async function serviceContext(more: Record<string, unknown> = {}) {
  const dir = scratch();
  const out = join(dir, 'out');
  const port = await freePort();
  mkdirSync(out);
  writeJson(join(dir, 'penguins.json'), penguins());
  const path = writeJson(join(dir, 'context.json'), {
    mode: 'service',
    run: { id: 'r1', pipeline: 'p', step: 'servico', attempt: 1 },
    seed: 7,
    params: {},
    inputs: { pinguins: { path: join(dir, 'penguins.json'), format: 'json' } },
    outputs: {},
    outDir: out,
    service: { name: 'pinguins', version: '4', port, host: '127.0.0.1' },
    ...more,
  });
  return { dir, out, port, path };
}

async function modelServer() {
  const folder = scratch();
  saveModel(folder, await trainClassifier(penguins(), { algorithm: 'random_forest', ...penguinColumns, seed: 7 }), {
    reference: penguins(),
    seed: 7,
  });
  const context = await serviceContext({ model: folder });
  const program = runNode([join(root, 'src-runtime/server/serve.ts')], { LAB_CONTEXT: context.path });
  await until(() => program.stdout().includes('"listening"'));
  return { ...context, program };
}

const agent = () => new Agent({ keepAlive: true, maxSockets: 1 });

function predict(port: number, by: Agent, id: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-request-id': id };
    const sent = request({ host: '127.0.0.1', port, path: '/predict', method: 'POST', agent: by, headers }, (answer) => {
      let body = '';
      answer.on('data', (data) => {
        body += data;
      });
      answer.on('end', () => resolve({ status: answer.statusCode!, body }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(good));
  });
}

test('a model folder is served; its log is JSON lines that carry the request’s id', async () => {
  const { port, program } = await modelServer();
  const answer = await predict(port, agent(), 'pedido-1');
  expect(JSON.parse(answer.body)).toMatchObject({ label: 'Adelie', model: { name: 'pinguins', version: '4' }, request_id: 'pedido-1' });
  program.child.kill('SIGTERM');
  const ended = await program.ended;
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const lines = ended.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    // When it is known how the forest is computed fastest is not ours to say.
    .filter(({ message }) => message !== 'warm');
  expect(lines.map(({ message }) => message)).toEqual(['listening', 'request', 'draining', 'stopped']);
  expect(lines[1]).toMatchObject({ level: 'info', request_id: 'pedido-1', route: '/predict', status: 200, model_version: '4' });
});

test('a stop under load loses no request that was begun, and captures every answer', async () => {
  const { port, out, program } = await modelServer();
  const answered: string[] = [];
  const lost: string[] = [];
  let stopping = false;
  const client = async (name: number) => {
    const own = agent();
    for (let i = 0; ; i++) {
      const id = `${name}-${i}`;
      try {
        const { status } = await predict(port, own, id);
        if (status === 200) answered.push(id);
        else lost.push(`${id}: ${status}`);
      } catch (error) {
        // Only a door already shut is fine: nobody had taken the request.
        if (stopping && (error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return;
        lost.push(`${id}: ${(error as NodeJS.ErrnoException).code}`);
        return;
      }
    }
  };
  const clients = Array.from({ length: 8 }, (_, name) => client(name));
  await until(() => answered.length > 300);
  stopping = true;
  const from = performance.now();
  program.child.kill('SIGTERM');
  await Promise.all(clients);
  expect(await program.ended).toMatchObject({ code: 0, signal: null });
  expect(performance.now() - from).toBeLessThan(10_000);
  expect(lost).toEqual([]);
  const captured = readFileSync(join(out, 'requests.jsonl'), 'utf8').trimEnd().split('\n');
  expect(captured.map((line) => JSON.parse(line).id).sort()).toEqual([...answered].sort());
});

test('an ensemble answers by its members’ names too; told to stop, it is not ready first and closes its door later', async () => {
  const folder = scratch();
  const train = (algorithm: 'mlp' | 'random_forest') =>
    trainClassifier(penguins(), {
      algorithm,
      ...penguinColumns,
      seed: 7,
      params: algorithm === 'mlp' ? { hidden: [64, 32], epochs: 3 } : { trees: 5 },
    });
  saveModel(folder, combineModels({ rede: await train('mlp'), floresta: await train('random_forest') }), { reference: penguins(), seed: 7 });
  const { port, path } = await serviceContext({ model: folder });
  writeJson(path, {
    ...JSON.parse(readFileSync(path, 'utf8')),
    service: { name: 'par', version: '1', port, host: '127.0.0.1', drainMs: 1_500, runId: 'corrida-9' },
  });
  const program = runNode([join(root, 'src-runtime/server/serve.ts')], { LAB_CONTEXT: path });
  await until(() => program.stdout().includes('"warm"'));
  const url = `http://127.0.0.1:${port}`;
  const index = await fetch(`${url}/v2/repository/index`, { method: 'POST' });
  expect(((await index.json()) as { name: string }[]).map(({ name }) => name)).toEqual(['par', 'par.rede', 'par.floresta']);
  const { models } = (await (await fetch(`${url}/health/detailed`)).json()) as { models: { backends: { us: object }[]; runId: string }[] };
  expect(models.slice(1).map(({ backends }) => Object.keys(backends[0]!.us))).toEqual([
    ['javascript', 'simd', 'wasm'],
    ['javascript', 'wasm'],
  ]);
  expect(models.map(({ runId }) => runId)).toEqual(['corrida-9', 'corrida-9', 'corrida-9']);
  program.child.kill('SIGTERM');
  await until(async () => (await fetch(`${url}/readyz`)).status === 503);
  expect(
    (await fetch(`${url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(good) })).status,
  ).toBe(200);
  expect((await program.ended).code).toBe(0);
});

test("a learner's program trains, serves, finishes a slow answer after the signal, and leaves its reference", async () => {
  const { dir, out, port, path } = await serviceContext();
  const file = join(dir, 'monolito.ts');
  writeFileSync(
    file,
    `import { step, trainClassifier } from ${JSON.stringify(sdkSource)};
    if (import.meta.main) await step(async (lab) => {
      const rows = lab.input('pinguins').rows();
      const model = await trainClassifier(rows, { algorithm: 'random_forest', ...${JSON.stringify(penguinColumns)}, seed: lab.seed });
      lab.metric('linhas', rows.length);
      await lab.serve({
        name: 'pinguins',
        signature: model.signature,
        reference: rows,
        predict: async (given) => { if (given.length === 1) await new Promise((r) => setTimeout(r, 400)); return model.predict(given); },
      });
      lab.log('encerrado');
    });`,
  );
  const program = runNode([file], { LAB_CONTEXT: path });
  await until(() => program.stdout().includes('"listening"'));
  const slow = predict(port, agent(), 'lento');
  await new Promise((resolve) => setTimeout(resolve, 100));
  program.child.kill('SIGTERM');
  expect((await slow).status).toBe(200);
  const ended = await program.ended;
  expect(ended.code).toBe(0);
  expect(ended.events).toMatchObject([
    { type: 'metric', value: 344 },
    { type: 'log', message: 'encerrado' },
  ]);
  const reference = JSON.parse(readFileSync(join(out, 'reference.json'), 'utf8'));
  expect([reference.rows.length, reference.predictions.length]).toEqual([344, 344]);
  expect(readFileSync(join(out, 'requests.jsonl'), 'utf8')).toContain('"id":"lento"');
});

test('lab.serve in a step is refused, and a missing model ends the server with the reason', async () => {
  const { dir, path } = await serviceContext({ mode: 'step' });
  const file = join(dir, 'passo.ts');
  writeFileSync(
    file,
    `import { step } from ${JSON.stringify(sdkSource)};\nawait step((lab) => lab.serve({ name: 'x', signature: [], predict: () => [] }));`,
  );
  expect(await runNode([file], { LAB_CONTEXT: path }).ended).toMatchObject({ code: 1, events: [{ code: 'SERVICE_ONLY' }] });
  const empty = await serviceContext({ model: '/nowhere' });
  const ended = await runNode([join(root, 'src-runtime/server/serve.ts')], { LAB_CONTEXT: empty.path }).ended;
  expect(ended.code).toBe(1);
  expect(JSON.parse(ended.stdout)).toMatchObject({ level: 'error', code: 'MODEL_BAD' });
  expect(existsSync(join(empty.out, 'requests.jsonl'))).toBe(false);
});
