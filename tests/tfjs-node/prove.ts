/** `npm run test:tfjs-node` ends here: the same training and the same server, once on wasm, once on TensorFlow through the addon; what they answer must agree. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainClassifier } from '../../src-runtime/ml/classifier.ts';
import { saveModel } from '../../src-runtime/ml/model-folder.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import type { Row } from '../../src-runtime/sdk/types.ts';

const addon = process.env.BANCADA_TFJS_NODE;
assert.ok(addon, 'started by scripts/tfjs-node.mjs');
const place = (path: string) => join(import.meta.dirname, path);
const native = { LAB_TFJS_NODE: addon };
const tolerance = 1e-5;

function trained(env: Record<string, string>): { backend: string; probabilities: number[] } {
  const output = execFileSync(process.execPath, [place('train.ts')], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trim().split('\n').at(-1)!);
}

function furthest(a: readonly number[], b: readonly number[]): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

const folder = mkdtempSync(join(tmpdir(), 'bancada-tfjs-'));
const columns = Array.from({ length: 30 }, (_, c) => `c${c}`);
const random = seededRandom(3);
const rows: Row[] = Array.from({ length: 1_000 }, () => {
  const row: Row = Object.fromEntries(columns.map((name) => [name, random() * 2 - 1]));
  return { ...row, y: Number(row.c0) + Number(row.c1) > 0 ? 'sim' : 'nao' };
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Served {
  /** Of the largest batches. */
  backend: string;
  tried: string[];
  probabilities: number[];
}

async function served(env: Record<string, string>): Promise<Served> {
  const port = await freePort();
  const context = join(folder, 'context.json');
  const run = { id: 'r', pipeline: 'p', step: 's', attempt: 1 };
  writeFileSync(context, JSON.stringify({ mode: 'service', run, seed: 1, params: {}, inputs: {}, model: folder, service: { name: 'rede', port } }));
  const server: ChildProcess = spawn(process.execPath, [place('../../src-runtime/server/serve.ts')], {
    env: { ...process.env, ...env, LAB_CONTEXT: context },
    stdio: 'ignore',
  });
  const ended = new Promise<never>((_, reject) => server.once('exit', (code) => reject(new Error(`the server ended with ${code}`))));
  ended.catch(() => {});
  const url = `http://127.0.0.1:${port}`;
  const started = async () => {
    while (
      !(await fetch(`${url}/startupz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await Promise.race([started(), ended]);
  const health = (await (await fetch(`${url}/health/detailed`)).json()) as {
    models: { backends: { backend: string; us: Record<string, number> }[] }[];
  };
  const answer = await fetch(`${url}/predict/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rows: rows.map(({ y: _, ...row }) => row) }),
  });
  const { predictions } = (await answer.json()) as { predictions: { probabilities: Record<string, number> }[] };
  server.removeAllListeners('exit');
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
  const last = health.models[0]!.backends.at(-1)!;
  return {
    backend: last.backend,
    tried: Object.keys(last.us),
    probabilities: predictions.flatMap(({ probabilities }) => Object.values(probabilities)),
  };
}

try {
  const [wasm, tensorflow] = [trained({ LAB_TFJS_NODE: '' }), trained(native)];
  assert.deepEqual([wasm.backend, tensorflow.backend], ['wasm', 'tensorflow']);
  const training = furthest(wasm.probabilities, tensorflow.probabilities);
  assert.ok(training <= tolerance, `training differs by ${training}`);
  console.log(`training: wasm and tensorflow agree within ${training.toExponential(1)} (${wasm.probabilities.length} probabilities)`);

  const options = { algorithm: 'mlp', target: 'y', numeric: columns, seed: 1, params: { hidden: [512, 512], epochs: 2 } } as const;
  saveModel(folder, await trainClassifier(rows, options), { seed: 1, reference: rows.slice(0, 50) });
  const [one, other] = [await served({ LAB_TFJS_NODE: '' }), await served(native)];
  assert.deepEqual(
    [one.tried, other.tried],
    [
      ['javascript', 'simd', 'wasm'],
      ['javascript', 'simd', 'tensorflow'],
    ],
  );
  assert.notEqual(one.backend, 'tensorflow');
  assert.equal(other.backend, 'tensorflow', 'the fastest for 512 rows');
  const serving = furthest(one.probabilities, other.probabilities);
  assert.ok(serving <= tolerance, `serving differs by ${serving}`);
  console.log(
    `serving: ${one.backend} and tensorflow agree within ${serving.toExponential(1)} (${one.probabilities.length} probabilities); each was the fastest of its process for 512 rows`,
  );
  console.log('test:tfjs-node: ok');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
