/** `modelFigures`: what it costs to answer from a model, against scikit-learn and onnxruntime by themselves and behind FastAPI (B10–B14). Answers are compared before anything is timed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trainForest } from '../../src-runtime/ml/forest.ts';
import { loadModel } from '../../src-runtime/ml/model-folder.ts';
import { partsOf } from '../../src-runtime/ml/parts.ts';
import { seededRandom } from '../../src-runtime/ml/random.ts';
import { type Figure, median } from '../support/report.ts';
import {
  freePort,
  modelFolder,
  peerPython,
  type Started,
  started,
  startFastApi,
  startMlflow,
  startMlServer,
  type Trained,
  trainPeer,
} from './peers.ts';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const width = 20;
const us = (microseconds: number) => (microseconds < 1000 ? `${microseconds.toPrecision(3)} µs` : `${(microseconds / 1000).toPrecision(3)} ms`);
const times = (ratio: number) => `${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)} ×`;
const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')} req/s`;

export async function modelFigures(rounds: number): Promise<Figure[]> {
  const python = peerPython();
  const folder = mkdtempSync(join(tmpdir(), 'bancada-models-'));
  try {
    const trained = trainPeer(python, folder);
    return [...(await inProcess(folder, trained)), ...training(folder, trained), ...networks(), ...(await overHttp(python, folder, trained, rounds))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inProcess(folder: string, { rows, probabilities, sklearn, onnx, onnxFurthest }: Trained): Promise<Figure[]> {
  const parts = partsOf(await loadModel(modelFolder(folder)));
  if (parts?.kind !== 'single') throw new Error('no forest');
  const { model } = parts;
  const matrix = Float64Array.from(rows.flat(), Math.fround);
  const answers = model.probabilities(matrix, width);
  const different = probabilities.filter((value, r) => value !== answers[r * 2 + 1]).length;
  if (different > 0) throw new Error(`${different} answers differ from scikit-learn's`);
  const one = matrix.slice(0, width);
  // Of processor: what others do on the machine is no part of it.
  const cost = (given: Float64Array, calls: number) => {
    const taken = Array.from({ length: 9 }, () => {
      const before = process.cpuUsage();
      for (let i = 0; i < calls; i++) model.probabilities(given, width);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / calls;
    });
    return median(taken);
  };
  cost(one, 20_000);
  const [single, many] = [cost(one, 20_000), cost(matrix, 1)];
  const what = 'forest of 100 trees, depth 12, 20 columns, in process, of processor';
  const same = `bit-equal to scikit-learn, onnxruntime within ${onnxFurthest.toExponential(0)}`;
  const against = (by: 'one' | 'many') => `scikit-learn ${us(sklearn[by] * 1e6)}, onnxruntime ${us(onnx[by] * 1e6)}`;
  const ratio = (by: 'one' | 'many', ours: number) => `${times((sklearn[by] * 1e6) / ours)} and ${times((onnx[by] * 1e6) / ours)} as fast`;
  return [
    {
      ...{ id: 'B11', what: `${what}: one row; ${same}`, ours: us(single), against: against('one'), ratio: ratio('one', single) },
      ...{ bar: '≥ 300 × and ≥ 1 ×', met: sklearn.one * 1e6 >= 300 * single && onnx.one * 1e6 >= single },
    },
    {
      ...{ id: 'B11', what: `${what}: 10,000 rows`, ours: us(many), against: against('many'), ratio: ratio('many', many) },
      ...{ bar: 'onnxruntime ≥ 0.9 ×', met: onnx.many * 1e6 >= 0.9 * many },
    },
  ];
}

function training(folder: string, { train }: Trained): Figure[] {
  const bytes = readFileSync(join(folder, 'table.bin'));
  const table = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const count = table.length / (width + 1);
  const labels = table.subarray(count * width);
  const rows = 20_000;
  const fitted = (seed: number) => {
    const codes = Int32Array.from(labels.subarray(0, rows));
    const set = { matrix: table.slice(0, rows * width), width, labels: { codes, classes: 2 }, random: seededRandom(seed), onProgress: () => {} };
    const before = process.cpuUsage();
    const model = trainForest(set, { trees: 100, depth: 12, minLeaf: 1, features: 0 });
    const { user, system } = process.cpuUsage(before);
    return { model, seconds: (user + system) / 1e6 };
  };
  const { model, seconds } = fitted(1);
  if (JSON.stringify(fitted(1).model) !== JSON.stringify(model)) throw new Error('the same seed gave another forest');
  const chances = model.probabilities(table.slice(rows * width, count * width), width);
  const right = labels.subarray(rows).filter((label, r) => label === (chances[r * 2 + 1]! > chances[r * 2]! ? 1 : 0)).length;
  const accuracy = right / (count - rows);
  const percent = (value: number) => `${(value * 100).toFixed(2)} %`;
  return [
    {
      ...{
        id: 'B12',
        what: 'training that forest on 20,000 rows, of processor (accuracy on 5,000 others)',
        ours: `${seconds.toFixed(2)} s (${percent(accuracy)})`,
      },
      ...{ against: `scikit-learn ${train.seconds.toFixed(2)} s (${percent(train.accuracy)})`, ratio: `${times(train.seconds / seconds)} as fast` },
      ...{ bar: '≥ 5 ×, accuracy ≥ −0.5 points', met: train.seconds >= 5 * seconds && accuracy >= train.accuracy - 0.005 },
    },
  ];
}

interface Measured {
  name: string;
  rows: number;
  furthest: number;
  us: { cpu: number; javascript: number; picked: number };
}

function networks(): Figure[] {
  const output = execFileSync('taskset', ['-c', '1', process.execPath, place('networks.ts')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const measured = JSON.parse(output.trim().split('\n').at(-1)!) as Measured[];
  return measured.map(({ name, rows, furthest, us: took }) => {
    const wanted = name.startsWith('10-') ? 20 : 4;
    const faster = took.cpu / took.picked;
    return {
      ...{ id: 'B13', what: `network ${name}, ${rows} row${rows > 1 ? 's' : ''}, by the means the server picks`, ours: us(took.picked) },
      ...{ against: `tfjs-cpu ${us(took.cpu)}, plain JavaScript ${us(took.javascript)}; furthest answer ${furthest.toExponential(0)}` },
      ...{ ratio: `${times(faster)} as fast`, bar: `≥ ${wanted} ×, within 1e-6`, met: faster >= wanted && furthest <= 1e-6 },
    };
  });
}

interface Kind {
  start(): Promise<Started>;
  path: string;
  body(row: readonly number[]): object;
  /** The chances of both classes in an answer; null where the body comes back. */
  chances: ((answer: never) => readonly number[]) | null;
}

const tensor = (row: readonly number[]) => ({ name: 'input', shape: [1, width], datatype: 'FP32', data: row });
type Outputs = { outputs: { data: number[] }[] };
const v2 = {
  path: '/v2/models/forest/infer',
  body: (row: readonly number[]) => ({ inputs: [tensor(row)] }),
  chances: ({ outputs }: Outputs) => outputs.at(-1)!.data,
};

function kindsOf(python: string, folder: string): Record<'ours' | 'echo' | 'sklearn' | 'onnx' | 'mlserver' | 'mlflow', Kind> {
  return {
    ours: { ...v2, start: () => startOurs(folder) },
    echo: { ...v2, start: startEcho, chances: null },
    sklearn: { ...v2, start: () => startFastApi(python, folder, 'sklearn') },
    onnx: { ...v2, start: () => startFastApi(python, folder, 'onnx') },
    mlserver: { ...v2, body: (row) => ({ ...v2.body(row), outputs: [{ name: 'predict_proba' }] }), start: () => startMlServer(folder) },
    mlflow: {
      start: () => startMlflow(folder),
      path: '/invocations',
      body: (row) => ({ inputs: [row] }),
      chances: ({ predictions }: { predictions: number[][] }) => predictions[0]!,
    },
  };
}

async function overHttp(python: string, folder: string, { rows }: Trained, rounds: number): Promise<Figure[]> {
  const bodies = join(folder, 'bodies.json');
  const kinds = kindsOf(python, folder);
  const found = new Map(
    Object.keys(kinds).map((kind) => [kind, { rate: [] as number[], work: [] as number[], p50: [] as number[], ready: [] as number[] }]),
  );
  for (let round = 0; round < rounds; round++) {
    const answers = new Map<string, string>();
    for (const [kind, { start, path, body, chances }] of Object.entries(kinds)) {
      writeFileSync(bodies, JSON.stringify(rows.slice(0, 50).map((row) => JSON.stringify(body(row)))));
      const server = await start();
      const url = `${server.url}${path}`;
      if (chances) answers.set(kind, await probed(url, JSON.stringify(body(rows[0]!)), chances));
      load(url, bodies, 16, 2);
      const before = server.cpuSeconds();
      const { perSecond: rate } = load(url, bodies, 16, 4);
      found.get(kind)!.work.push((rate * 4) / (server.cpuSeconds() - before));
      const { p50 } = await latency(url, JSON.parse(readFileSync(bodies, 'utf8')) as string[]);
      found.get(kind)!.ready.push(server.readyMs);
      found.get(kind)!.rate.push(rate);
      found.get(kind)!.p50.push(p50);
      await server.stop();
    }
    if (new Set(answers.values()).size > 1) throw new Error(`the servers answer differently: ${[...answers].join(' ')}`);
  }
  const of = (kind: keyof typeof kinds, what: 'rate' | 'work' | 'p50' | 'ready') => median(found.get(kind)![what]);
  const work = (kind: keyof typeof kinds) => of(kind, 'work');
  const [ours, echo, sklearn, onnx] = [work('ours'), work('echo'), work('sklearn'), work('onnx')];
  const peers = (what: 'p50' | 'ready') =>
    `FastAPI + scikit-learn ${us(of('sklearn', what) * 1000)}, + onnxruntime ${us(of('onnx', what) * 1000)}, MLServer ${us(of('mlserver', what) * 1000)}, MLflow ${us(of('mlflow', what) * 1000)}`;
  return [
    {
      ...{ id: 'B10', what: 'that forest over V2, 16 connections: requests per second of processor', ours: perSecond(ours) },
      ...{
        against: `FastAPI + scikit-learn ${perSecond(sklearn)}, + onnxruntime ${perSecond(onnx)}`,
        ratio: `${times(ours / sklearn)} and ${times(ours / onnx)}`,
      },
      ...{ bar: '≥ 100 × and ≥ 5 ×', met: ours >= 100 * sklearn && ours >= 5 * onnx },
    },
    {
      ...{
        what: 'the same, against servers of models',
        ours: perSecond(ours),
        against: `MLServer ${perSecond(work('mlserver'))}, mlflow models serve ${perSecond(work('mlflow'))}`,
      },
      ratio: `${times(ours / work('mlserver'))} and ${times(ours / work('mlflow'))}`,
    },
    {
      ...{ id: 'B10', what: 'of it, what a bare fastify echo of the same body does', ours: perSecond(ours), against: perSecond(echo) },
      ...{ ratio: (ours / echo).toFixed(2), bar: '≥ 0.85', met: ours >= 0.85 * echo },
    },
    {
      ...{ what: 'of it, requests per second as the machine was', ours: perSecond(of('ours', 'rate')) },
      against: `echo ${perSecond(of('echo', 'rate'))}, scikit-learn ${perSecond(of('sklearn', 'rate'))}, onnxruntime ${perSecond(of('onnx', 'rate'))}, MLServer ${perSecond(of('mlserver', 'rate'))}, MLflow ${perSecond(of('mlflow', 'rate'))}`,
    },
    { what: 'that forest over V2, one connection: p50', ours: us(of('ours', 'p50') * 1000), against: peers('p50') },
    {
      ...{ id: 'B14', what: 'start → ready, as a bare process, that forest', ours: us(of('ours', 'ready') * 1000), against: peers('ready') },
      ...{
        ratio: `${times(of('sklearn', 'ready') / of('ours', 'ready'))} as fast`,
        bar: '≥ 5 ×',
        met: of('sklearn', 'ready') >= 5 * of('ours', 'ready'),
      },
    },
  ];
}

async function startOurs(folder: string): Promise<Started> {
  const port = await freePort();
  const context = join(folder, 'context.json');
  const run = { id: 'r', pipeline: 'p', step: 's', attempt: 1 };
  writeFileSync(
    context,
    JSON.stringify({
      mode: 'service',
      run,
      seed: 1,
      params: {},
      inputs: {},
      model: modelFolder(folder),
      service: { name: 'forest', version: '1', port },
    }),
  );
  return started(['-c', '0', process.execPath, place('../../dist/runtime/serve.js')], { ...process.env, LAB_CONTEXT: context }, port);
}

async function startEcho(): Promise<Started> {
  const port = await freePort();
  return started(['-c', '0', process.execPath, place('echo.ts')], { ...process.env, PORT: String(port) }, port);
}

async function probed(url: string, body: string, chances: (answer: never) => readonly number[]): Promise<string> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return chances((await answer.json()) as never)
    .map((value) => value.toFixed(5))
    .join(' ');
}

function load(url: string, bodies: string, connections: number, seconds: number): { perSecond: number } {
  const args = ['-c', '1', process.execPath, place('load.ts'), url, bodies, String(connections), String(seconds)];
  return JSON.parse(execFileSync('taskset', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as { perSecond: number };
}

/** Autocannon counts whole milliseconds: too coarse for one connection. */
async function latency(url: string, bodies: readonly string[]): Promise<{ p50: number }> {
  const { Agent, request } = await import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const taken: number[] = [];
  for (let i = 0; i < 700; i++) {
    const body = bodies[i % bodies.length]!;
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(url, { method: 'POST', agent, headers }, (answer) => void answer.resume().on('end', resolve));
      sent.on('error', reject).end(body);
    });
    if (i >= 200) taken.push(performance.now() - begun);
  }
  agent.destroy();
  return { p50: median(taken) };
}
