import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { trainClassifier } from '../../ml/classifier.ts';
import type { Classifier, Prediction, Row } from '../../sdk/types.ts';
import { penguinColumns, penguins, until } from '../../test-kit.ts';
import { anyRequest } from '../any-request.ts';
import { buildApp, KEEP_ALIVE_MS } from '../app.ts';
import { openMeasures } from '../measures.ts';
import { type Handled, openRecorder } from '../recorder.ts';
import { openState } from '../state.ts';
import { predictionAsks } from './asks.ts';
import { openFront } from './front.ts';

const good = { bill_length: 39.1, bill_depth: 18.7, flipper: 181, mass: 3750, island: 'Torgersen', sex: 'MALE' };
const infer = '/v2/models/pinguins/infer';
let model: Classifier;

beforeAll(async () => {
  model = await trainClassifier(penguins(), { algorithm: 'random_forest', ...penguinColumns, seed: 7, params: { trees: 5 } });
});

/** A server with its front door, and how many requests went past it to Fastify. */
async function open(
  predict: (rows: readonly Row[]) => Prediction[] | Promise<Prediction[]> = model.predict,
  own: { model: Classifier; kept: unknown[] } | null = null,
) {
  const { signature, classes } = own?.model ?? model;
  const servable = { name: 'pinguins', version: '3', signature, classes, example: null, predict, ...(own && { classifier: own.model }) };
  const logged: Record<string, unknown>[] = [];
  const state = openState({
    servable,
    log: { write: () => {}, line: (_, message, fields) => logged.push({ message, ...JSON.parse(`{${fields}}`) }), flush: () => {} },
    capture: own && { add: (exchange) => own.kept.push(exchange), flush: async () => {} },
  });
  const measures = openMeasures(servable, () => state.inFlight);
  const record = openRecorder(state, measures);
  const behind: Handled[] = [];
  const app = buildApp(state, measures, (handled) => {
    behind.push(handled);
    record(handled);
  });
  const front = openFront(app.server, { asks: predictionAsks(state, record), closing: () => state.closing, keepAliveMs: KEEP_ALIVE_MS });
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => {
    app.server.closeAllConnections();
    front.closeIdle();
    return app.close();
  });
  const { port } = app.server.address() as { port: number };
  return { app, state, front, port, behind, logged };
}

/** Sends as it is told, and reads whole answers. */
function client(port: number) {
  const socket: Socket = connect(port, '127.0.0.1').setNoDelay(true);
  onTestFinished(() => void socket.destroy());
  let text = '';
  let wake = () => {};
  socket.on('data', (data) => {
    text += data.toString('latin1');
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', () => wake());
  const answer = async () => {
    for (;;) {
      const head = text.indexOf('\r\n\r\n');
      const length = head < 0 ? 0 : Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
      if (head >= 0 && text.length >= head + 4 + length) {
        const [status, ...lines] = text.slice(0, head).split('\r\n');
        const body = Buffer.from(text.slice(head + 4, head + 4 + length), 'latin1').toString();
        text = text.slice(head + 4 + length);
        const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
        return { status: Number(status!.split(' ')[1]), headers, body };
      }
      if (socket.destroyed) throw new Error(`the connection ended behind: ${text}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { socket, answer, write: (data: string | Buffer) => void socket.write(data) };
}

function message(path: string, body: string | Buffer, headers: Record<string, string> = {}): Buffer {
  const all = {
    host: 'lab',
    'content-type': 'application/json',
    'x-request-id': 'teste-1',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), Buffer.from(body)]);
}

const inferBody = (row: Record<string, unknown>) => ({
  inputs: Object.entries(row).map(([name, value]) => ({ name, shape: [1], datatype: typeof value === 'string' ? 'BYTES' : 'FP64', data: [value] })),
});

async function behindFastify(app: FastifyInstance, url: string, payload: string | Buffer, headers: Record<string, string>) {
  const { statusCode: status, headers: given, body } = await app.inject({ method: 'POST', url, payload, headers });
  return { status, type: given['content-type'], id: given['x-request-id'], body };
}

test('a prediction is answered before Fastify, in the same words, on a connection that goes on; log and measures know of it', async () => {
  const { app, port, behind, logged } = await open();
  const { answer, write } = client(port);
  for (const [path, body] of [
    ['/predict', good],
    [infer, inferBody(good)],
    ['/v2/models/pinguins/versions/3/infer', { id: 'meu', ...inferBody(good) }],
    ['/predict', { ...good, mass: 'x' }],
    [infer, { inputs: [] }],
    ['/predict', { ...good, island: 'Terra do Fogo — ção' }],
  ] as const) {
    const sent = JSON.stringify(body);
    write(message(path, sent));
    const { status, headers, body: text } = await answer();
    expect(behind).toEqual([]);
    const wanted = await behindFastify(app, path, sent, { 'content-type': 'application/json', 'x-request-id': 'teste-1' });
    behind.length = 0;
    expect({ status, type: headers['content-type'], id: headers['x-request-id'], body: text }).toEqual(wanted);
    expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=72', date: expect.stringMatching(/GMT$/) });
  }
  const [front, fastify] = [logged[0]!, logged[1]!];
  expect(front).toEqual({ ...fastify, ms: expect.any(Number) });
  const metrics = (await app.inject('/metrics')).payload;
  expect(metrics).toContain('api_requests_total{method="POST",endpoint="/predict",status="200"} 2\n');
  expect(metrics).toContain('model_infer_requests_total{model="pinguins",outcome="success"} 6\n');
});

test('whatever is asked, the door and Fastify answer the same', async () => {
  const { app, port } = await open();
  await fc.assert(
    fc.asyncProperty(anyRequest(Object.keys(good)), async ({ url, payload, headers }) => {
      // Steps of dots are taken by `inject` itself, before Fastify sees them.
      fc.pre(/^[\w/.-]+$/.test(url) && !/\/\.\.?(?:\/|$)/.test(url));
      const given = Object.fromEntries(
        Object.entries({ 'x-request-id': 'teste-1', ...headers }).map(([name, value]) => [name, value || 'application/json']),
      );
      const wanted = await behindFastify(app, url, payload, given);
      const { answer, write, socket } = client(port);
      write(message(url, payload, given));
      const { status, headers: told, body } = await answer();
      socket.destroy();
      expect({ status, type: told['content-type'], id: told['x-request-id'], body }).toEqual(wanted);
    }),
    { numRuns: Number(process.env.BANCADA_FUZZ ?? 100) },
  );
});

test('everything else is Node’s, from its first byte, and the connection stays there', async () => {
  const { app, port, behind } = await open();
  const arrived: Socket[] = [];
  app.server.on('connection', (socket: Socket) => arrived.push(socket));
  const body = JSON.stringify(good);
  const whole = message('/predict', body);
  const odd: [string, (string | Buffer)[]][] = [
    ['another method', ['GET /health HTTP/1.1\r\nhost: lab\r\n\r\n']],
    ['an unknown path', [message('/nowhere', body)]],
    [
      'a body in chunks',
      [
        `POST /predict HTTP/1.1\r\nhost: lab\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
      ],
    ],
    ['a head in pieces', [whole.subarray(0, 9), whole.subarray(9)]],
    ['a body in crumbs', [whole.subarray(0, whole.length - 9), whole.subarray(-9, -3), whole.subarray(-3)]],
    ['two at once', [Buffer.concat([whole, whole])]],
    ['one that ends its connection', [message('/predict', body, { connection: 'close' })]],
    ['a large one', [message('/predict', `${body}${' '.repeat(200_000)}`)]],
  ];
  for (const [name, pieces] of odd) {
    behind.length = 0;
    const { socket, answer, write } = client(port);
    await once(socket, 'connect');
    await until(() => arrived.length > 0 && arrived.at(-1)!.remotePort === socket.localPort);
    let sent = 0;
    for (const piece of pieces) {
      write(piece);
      sent += piece.length;
      await until(() => arrived.at(-1)!.bytesRead >= sent);
    }
    expect([200, 404], name).toContain((await answer()).status);
    if (name === 'two at once') expect((await answer()).status).toBe(200);
    const first = name === 'two at once' ? 2 : 1;
    await until(() => behind.length === first);
    if (name === 'one that ends its connection') continue;
    write(whole);
    expect((await answer()).status, name).toBe(200);
    await until(() => behind.length === first + 1);
  }
});

test('head and body may come one after the other; who asks again before the answer is served in turn', async () => {
  const waiting: (() => void)[] = [];
  const { app, port, behind, state } = await open(async (rows) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return model.predict(rows);
  });
  const arrived: Socket[] = [];
  app.server.on('connection', (socket: Socket) => arrived.push(socket));
  const { answer, write } = client(port);
  const sent = message('/predict', JSON.stringify(good), { 'x-request-id': 'um' });
  const cut = sent.indexOf('\r\n\r\n') + 4;
  write(sent.subarray(0, cut));
  await until(() => arrived[0]?.bytesRead === cut);
  write(sent.subarray(cut));
  await until(() => waiting.length === 1);
  expect(state.inFlight).toBe(1);
  write(message('/predict', JSON.stringify(good), { 'x-request-id': 'dois' }));
  waiting[0]!();
  expect((await answer()).headers['x-request-id']).toBe('um');
  await until(() => waiting.length === 2);
  waiting[1]!();
  expect((await answer()).headers['x-request-id']).toBe('dois');
  expect([behind.length, state.inFlight]).toEqual([0, 0]);
});

test('told to close, answers end their connections and idle ones are let go', async () => {
  const { port, state, front } = await open();
  const [one, other] = [client(port), client(port)];
  for (const { write, answer } of [one, other]) {
    write(message('/predict', JSON.stringify(good)));
    expect((await answer()).status).toBe(200);
  }
  state.closing = true;
  const ends = once(one.socket, 'close');
  one.write(message('/predict', JSON.stringify(good)));
  expect((await one.answer()).headers.connection).toBe('close');
  await ends;
  const dropped = once(other.socket, 'close');
  front.closeIdle();
  await dropped;
});

test('one row of numbers as a matrix is answered by the short way in the very words of the long one, and counted and kept alike', async () => {
  const numeric = ['bill_length', 'bill_depth', 'flipper', 'mass'];
  const rows = penguins();
  for (const algorithm of ['random_forest', 'logistic_regression'] as const) {
    const own = await trainClassifier(rows, {
      algorithm,
      target: 'species',
      numeric,
      impute: 'median',
      seed: 7,
      ...(algorithm === 'random_forest' && { params: { trees: 5 } }),
    });
    const kept: unknown[] = [];
    const { app, port, behind } = await open(own.predict, { model: own, kept });
    const { answer, write } = client(port);
    const tensor = (data: unknown, more: object = {}) => ({ inputs: [{ name: 'm', shape: [1, 4], datatype: 'FP64', data, ...more }] });
    for (const body of [
      tensor([39.1, 18.7, 181, 3750]),
      { id: 'meu', ...tensor([50, 15, -0, 1e300]) },
      tensor([[39.1, 18.7, 181, 3750]]),
      tensor([39.1, 18.7, 181, '3750']),
      tensor([39.1, 18.7, 181]),
      tensor([39.1, null, 181, 3750]),
      tensor([39.1, 18.7, 181, 3750], { datatype: 'XX' }),
      tensor([39.1, 18.7, 181, 3750], { name: 'mass' }),
      tensor([39.1, 18.7, 181, 3750], { shape: [4, 1] }),
    ]) {
      const sent = JSON.stringify(body);
      write(message(infer, sent));
      const { status, body: text } = await answer();
      expect(behind).toEqual([]);
      const wanted = await behindFastify(app, infer, sent, { 'content-type': 'application/json', 'x-request-id': 'teste-1' });
      behind.length = 0;
      expect({ status, text }).toEqual({ status: wanted.status, text: wanted.body });
      const [ours, theirs] = kept.splice(0) as { t: number; ms: number }[];
      expect({ ...ours, t: 0, ms: 0 }).toEqual({ ...theirs, t: 0, ms: 0 });
    }
  }
});
