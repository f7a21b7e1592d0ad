import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { trainClassifier } from '../ml/classifier.ts';
import type { Classifier, Field, Prediction, ServiceDefinition } from '../sdk/types.ts';
import { penguinColumns, penguins } from '../test-kit.ts';
import { anyRequest } from './any-request.ts';
import { buildApp } from './app.ts';
import { openCapture } from './capture.ts';
import { faultMs } from './fault.ts';
import { fromDefinition, type Servable } from './servable.ts';

const rows = penguins();
const good = { bill_length: 39.1, bill_depth: 18.7, flipper: 181, mass: 3750, island: 'Torgersen', sex: 'MALE' };
let model: Classifier;

beforeAll(async () => {
  model = await trainClassifier(rows, { algorithm: 'random_forest', ...penguinColumns, seed: 7, params: { trees: 20 } });
});

function open(servable?: Servable, outDir?: string) {
  const problems: Error[] = [];
  const state = {
    servable: servable ?? {
      name: 'pinguins',
      version: '3',
      signature: model.signature,
      classes: model.classes,
      example: good,
      predict: model.predict,
    },
    log: { write: () => {}, line: () => {}, flush: () => {} },
    capture: outDir ? openCapture(outDir, (problem) => problems.push(problem)) : null,
    draining: false,
    closing: false,
    starting: false,
    inFlight: 0,
  };
  const app = buildApp(state);
  onTestFinished(() => app.close());
  return { app, state, problems };
}

const post = (app: FastifyInstance, url: string, payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });

test('a row is answered with label, probabilities, model and the id that came in', async () => {
  const { app } = open();
  const answer = await post(app, '/predict', good, { 'x-request-id': 'abc-1' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['x-request-id']).toBe('abc-1');
  expect(answer.json()).toEqual({ ...model.predict([good])[0], model: { name: 'pinguins', version: '3' }, request_id: 'abc-1' });
});

test('a simulated request may ask to be held up where the lab looks on, and no other', async () => {
  const { app } = open(undefined, mkdtempSync(join(tmpdir(), 'fault-')));
  const begun = performance.now();
  const answer = await post(app, '/predict', good, { 'x-request-id': 'sim-ab12-7', 'x-bancada-fault-ms': '300' });
  expect(answer.statusCode).toBe(200);
  expect(performance.now() - begun).toBeGreaterThan(290);
  expect(faultMs('sim-a-1', { 'x-bancada-fault-ms': '99999' })).toBe(8000);
  expect([faultMs('outro', { 'x-bancada-fault-ms': '300' }), faultMs('sim-a-1', {}), faultMs('sim-a-1', { 'x-bancada-fault-ms': 'x' })]).toEqual([
    0, 0, 0,
  ]);
});

test('a hostile request id is replaced', async () => {
  const answer = await post(open().app, '/predict', good, { 'x-request-id': '<script>"' });
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('a batch answers in order; 10,001 rows are too many', async () => {
  const { app } = open();
  const answer = await post(app, '/predict/batch', { rows: rows.map(({ species: _, ...row }) => (row.sex === '.' ? { ...row, sex: null } : row)) });
  expect(answer.json().predictions).toHaveLength(rows.length);
  expect(answer.json().predictions[0]).toEqual(model.predict([rows[0]!])[0]);
  expect((await post(app, '/predict/batch', { rows: [] })).json().predictions).toEqual([]);
  const many = await post(app, '/predict/batch', { rows: new Array(10_001).fill(good) });
  expect([many.statusCode, many.json().error.code]).toEqual([413, 'ROWS_MANY']);
});

const signature: Field[] = [
  { name: 'dose', type: 'double', min: 0, max: 10 },
  { name: 'dias', type: 'long' },
  { name: 'via', type: 'string', choices: ['oral', 'nasal'] },
  { name: 'jejum', type: 'boolean', optional: true },
];
const always = (label: string): ServiceDefinition => ({
  name: 'dose',
  signature,
  predict: (given) => given.map(() => ({ label, probabilities: { [label]: 1 } })),
});
const dose = { dose: 1.5, dias: 3, via: 'oral', jejum: true };

test.each<[string, Record<string, unknown>, string, string]>([
  ['a missing field', { dose: undefined }, 'FIELD_MISSING', 'dose'],
  ['a null', { via: null }, 'FIELD_MISSING', 'via'],
  ['a text for a number', { dose: '1.5' }, 'FIELD_TYPE', 'dose'],
  ['NaN as text', { dose: 'NaN' }, 'FIELD_TYPE', 'dose'],
  ['a fraction for a whole number', { dias: 1.5 }, 'FIELD_TYPE', 'dias'],
  ['an object', { via: { $ne: '' } }, 'FIELD_TYPE', 'via'],
  ['a number for a truth', { jejum: 1 }, 'FIELD_TYPE', 'jejum'],
  ['a value below the range', { dose: -0.1 }, 'FIELD_RANGE', 'dose'],
  ['a value above the range', { dose: 10.5 }, 'FIELD_RANGE', 'dose'],
  ['an unknown choice', { via: 'venosa' }, 'FIELD_CHOICE', 'via'],
])('%s is answered 422, naming the field', async (_, change, code, field) => {
  const { app } = open(fromDefinition(always('x'), '1'));
  const answer = await post(app, '/predict', { ...dose, ...change });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().error).toMatchObject({ code, field, message: expect.stringContaining(field) });
  const batch = await post(app, '/predict/batch', { rows: [dose, { ...dose, ...change }] });
  expect(batch.json().error).toMatchObject({ code, field, row: 1 });
});

test('infinity by overflow is no number; an optional field may stay away; unknown ones do not reach the model', async () => {
  const seen: unknown[] = [];
  const definition = always('x');
  const predict: ServiceDefinition['predict'] = (given) => {
    seen.push(...given);
    return definition.predict(given);
  };
  const { app } = open(fromDefinition({ ...definition, predict }, '1'));
  expect((await post(app, '/predict', '{"dose":1e999,"dias":3,"via":"oral"}')).json().error.field).toBe('dose');
  expect((await post(app, '/predict', { dose: 1, dias: 3, via: 'oral', extra: 1 })).statusCode).toBe(200);
  expect(seen).toEqual([{ dose: 1, dias: 3, via: 'oral', jejum: null }]);
});

test.each([
  ['malformed JSON', '{"bill', 'application/json', 400, 'BODY_NOT_JSON'],
  ['an empty body', '', 'application/json', 400, 'BODY_NOT_JSON'],
  ['a poisoned prototype', '{"__proto__":{"x":1}}', 'application/json', 400, 'BODY_NOT_JSON'],
  ['a list', '[1]', 'application/json', 422, 'BODY_SHAPE'],
  ['plain text', 'x', 'text/plain', 415, 'MEDIA_TYPE'],
  ['a form', 'a=1', 'application/x-www-form-urlencoded', 415, 'MEDIA_TYPE'],
])('%s is refused', async (_, payload, type, status, code) => {
  const answer = await post(open().app, '/predict', payload, { 'content-type': type });
  expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
});

test('a body above 1 MB is answered 413, an unknown route 404', async () => {
  const { app } = open();
  const huge = await post(app, '/predict', `{"bill_length":"${'x'.repeat(1024 * 1024)}"}`);
  expect([huge.statusCode, huge.json().error.code]).toEqual([413, 'BODY_LARGE']);
  const nowhere = await app.inject('/nowhere');
  expect([nowhere.statusCode, nowhere.json().error.code]).toEqual([404, 'ROUTE_UNKNOWN']);
});

test('JSON nested beyond any stack is refused like any other', async () => {
  const { app } = open();
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const bodies = [
    ['/predict', deep],
    ['/predict', `{"island":${deep}}`],
    ['/predict/batch', `{"rows":[{"island":${deep}}]}`],
    ['/invocations', `{"dataframe_split":{"columns":[${deep}],"data":[[1]]}}`],
    ['/invocations', `{"inputs":${deep}}`],
    ['/v2/models/pinguins/infer', `{"inputs":[{"name":"island","shape":[1],"datatype":"BYTES","data":${deep}}]}`],
    ['/v2/models/pinguins/infer', `{"inputs":[{"name":${deep},"shape":${deep},"datatype":${deep},"data":[]}]}`],
  ] as const;
  for (const [url, body] of bodies) expect((await post(app, url, body)).statusCode, url).toBe(422);
});

test('no body whatever makes the server fail', async () => {
  const { app } = open();
  await fc.assert(
    fc.asyncProperty(anyRequest(Object.keys(good)), async ({ url, payload, headers }) => {
      const answer = await post(app, url, payload, headers);
      expect(answer.statusCode).toBeLessThan(500);
      if (answer.statusCode !== 200) expect(answer.json().error).toBeTruthy();
    }),
    { numRuns: Number(process.env.BANCADA_FUZZ ?? 600) },
  );
  expect((await post(app, '/predict', good)).statusCode).toBe(200);
});

test("a learner's predict that throws or answers nonsense is a 500 that says so, and the server goes on", async () => {
  const predict = (given: readonly unknown[]): Prediction[] => {
    throw new Error(`sem modelo para ${given.length}`);
  };
  const throws = await post(open(fromDefinition({ ...always('x'), predict }, '1')).app, '/predict', dose);
  expect(throws.json().error).toMatchObject({ code: 'PREDICTION_FAILED', message: expect.stringContaining('sem modelo para 1') });
  const { app } = open(fromDefinition({ ...always('x'), predict: () => [{ label: 'x', probabilities: { x: Number.NaN } }] }, '1'));
  expect((await post(app, '/predict', dose)).statusCode).toBe(500);
  expect((await app.inject('/health')).statusCode).toBe(200);
});

test('an answer is explained against the reference rows, for the class that was asked', async () => {
  const servable = { name: 'pinguins', version: '3', signature: model.signature, classes: model.classes, example: good, predict: model.predict };
  const { app } = open({ ...servable, classifier: model, reference: rows });
  const told = (await post(app, '/explain', { row: good, class: 'Gentoo' })).json();
  expect(told).toMatchObject({ label: 'Adelie', class: 'Gentoo', method: 'trees', background: 100, model: { name: 'pinguins' } });
  const sum = told.contributions.reduce((total: number, { contribution }: { contribution: number }) => total + contribution, told.base);
  expect(sum).toBeCloseTo(model.predict([good])[0]!.probabilities.Gentoo!, 6);
  expect((await app.inject('/explain')).json()).toMatchObject({ training: model.importances, permutation: { metric: 'accuracy', repeats: 5 } });
  const { paths } = (await app.inject('/openapi.json')).json();
  const example = paths['/explain'].post.requestBody.content['application/json'].example;
  expect((await post(app, '/explain', example)).statusCode).toBe(200);
  const wrong = [{}, { row: good, class: 'Pato' }, { row: good, seed: -1 }, { row: { ...good, mass: 'x' } }, [], null];
  for (const body of wrong) expect((await post(app, '/explain', body)).statusCode).toBe(422);
  const bare = await post(open(servable).app, '/explain', { row: good });
  expect([bare.statusCode, bare.json().error.code]).toEqual([409, 'REFERENCE_NONE']);
});

test('a request belongs to the trace that its caller names', async () => {
  const { app } = open();
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const answer = await post(app, '/predict', good, { traceparent: `00-${trace}-b7ad6b7169203331-01` });
  expect(answer.headers['x-request-id']).toBe(trace);
  const broken = await post(app, '/predict', good, { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` });
  expect(broken.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('health, probes and metrics', async () => {
  const { app, state } = open();
  await post(app, '/predict', good);
  await post(app, '/predict', {});
  for (const url of ['/health', '/livez', '/readyz', '/startupz', '/ping', '/v2/health/live', '/v2/health/ready'])
    expect((await app.inject(url)).statusCode).toBe(200);
  expect((await app.inject('/health/detailed')).json()).toMatchObject({
    status: expect.stringMatching(/healthy|degraded/),
    model: { status: 'healthy', name: 'pinguins' },
  });
  const metrics = (await app.inject('/metrics')).payload;
  expect(metrics).toContain('api_requests_total{method="POST",endpoint="/predict",status="200"} 1\n');
  expect(metrics).toMatch(/api_request_duration_seconds_count\{method="POST",endpoint="\/predict"\} [12]\n/);
  expect(metrics).toContain('models_loaded_total 1\n');
  expect(metrics).toMatch(/process_cpu_seconds_total [\d.]+\n/);
  expect(metrics).toContain('model_infer_requests_total{model="pinguins",outcome="success"} 1\n');
  expect(metrics).toContain('api_requests_in_progress 1\n');
  state.starting = true;
  expect([(await app.inject('/startupz')).statusCode, (await app.inject('/readyz')).statusCode]).toEqual([503, 200]);
  state.draining = true;
  expect((await app.inject('/readyz')).statusCode).toBe(503);
  state.closing = true;
  const last = await post(app, '/predict', good);
  expect([last.statusCode, last.headers.connection]).toEqual([200, 'close']);
});

test('the document describes every field, and the page is made from it in both languages', async () => {
  const { app } = open();
  const document = (await app.inject('/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  expect(document.components.schemas.Row.required).toEqual(['island']);
  expect(document.components.schemas.Row.properties.island).toEqual({ type: 'string', enum: ['Biscoe', 'Dream', 'Torgersen'] });
  const example = document.paths['/predict'].post.requestBody.content['application/json'].example;
  expect((await post(app, '/predict', example)).statusCode).toBe(200);
  const infer = document.paths['/v2/models/pinguins/infer'].post.requestBody.content['application/json'].example;
  expect((await post(app, '/v2/models/pinguins/infer', infer)).statusCode).toBe(200);
  const [pt, en] = await Promise.all(['/docs', '/docs?lang=en'].map((url) => app.inject(url)));
  expect(pt!.payload).toContain('Prevê a classe de uma linha');
  expect(en!.payload).toContain('Predicts the class of one row');
  expect(pt!.payload).not.toMatch(/(src|href)="https?:/);
});
