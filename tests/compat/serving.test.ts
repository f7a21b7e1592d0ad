/** One contract, two servers: Node's over flat arrays and Python's over scikit-learn answer the same, to stock clients too; forests and their explanations equal those of scikit-learn and shap. */
import { request as ask } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { sampledShapley } from '../../src-runtime/ml/explain/coalitions.ts';
import { type Explanation, explainPrediction } from '../../src-runtime/ml/explain/explain.ts';
import { explainTrees } from '../../src-runtime/ml/explain/trees.ts';
import { loadModel, referenceSample } from '../../src-runtime/ml/model-folder.ts';
import type { Row } from '../../src-runtime/sdk/types.ts';
import { anyRequest } from '../../src-runtime/server/any-request.ts';
import { askClients, discard, explainInPython, type Server, servingPython, startServer, trainedModels } from './serving/servers.ts';

const { python, missing } = servingPython();

describe.skipIf(python === null)(`serving ${missing}`, async () => {
  const { folder, told } = python ? trainedModels(python) : { folder: '', told: { rows: [], models: {}, shap: null } };
  const servers: Server[] = python
    ? await Promise.all([startServer('node', python, folder, 'floresta'), startServer('python', python, folder, 'python')])
    : [];
  const names = Array.from({ length: 6 }, (_, c) => `c${c}`);
  const rows: Row[] = told.rows.map(({ classe: _, ...row }) => row);
  const expected = told.models.floresta;
  let codes: (number | null)[] | undefined;
  afterAll(async () => {
    if (!codes) await Promise.all(servers.map((server) => server.stop()));
    if (folder) discard(folder);
  });

  test.each(['floresta', 'extra', 'arvore'])('%s of scikit-learn answers the same bits as flat arrays', async (name) => {
    const model = await loadModel(join(folder, name));
    const { classes, probabilities } = told.models[name]!;
    expect(model.classes).toEqual(classes);
    expect(model.predict(told.rows).map((one) => classes.map((label) => one.probabilities[label]))).toEqual(probabilities);
    expect(JSON.stringify(await loadModel(join(folder, name)))).toBe(JSON.stringify(model));
  });

  test.each(['ydf', 'ydf-medias'])('%s, a forest of YDF, answers as YDF does, to the precision in which it adds', async (name) => {
    const model = await loadModel(join(folder, name));
    const { classes, probabilities } = told.models[name]!;
    expect(model.classes).toEqual(classes);
    model.predict(told.rows).forEach(({ probabilities: found }, row) => {
      classes.forEach((label, k) => void expect(Math.abs(found[label]! - probabilities[row]![k]!)).toBeLessThan(1e-6));
    });
  });

  test('Shapley values of a forest are those of shap', async () => {
    const model = await loadModel(join(folder, 'floresta'));
    told.shap!.values.forEach((columns, i) => {
      model.classes.forEach((label, k) => {
        const { values, base, value } = explainTrees(model, told.rows[100 + i]!, told.rows.slice(0, 40), label)!;
        // shap adds in single precision.
        values.forEach((one, c) => void expect(Math.abs(one - columns[c]![k]!)).toBeLessThan(1e-6));
        expect(Math.abs(base - told.shap!.base[k]!)).toBeLessThan(1e-12);
        expect(Math.abs(base + values.reduce((sum, one) => sum + one, 0) - value)).toBeLessThan(1e-12);
      });
    });
  });

  test('a stock Triton client gets metadata, readiness and scikit-learn’s answers from both, and Prometheus’ parser reads their metrics', () => {
    const matrix = rows.slice(0, 5).map((row) => names.map((name) => row[name] as number));
    const [node, other] = askClients(python!, servers, matrix);
    for (const found of [node!, other!]) {
      expect(found).toMatchObject({ live: true, ready: true, model_ready: true, other_ready: false, label_only: true, counted: 6 });
      for (const way of ['bytes', 'json', 'columns', 'gzip']) {
        expect(found[way], way).toMatchObject({ probabilities: expected!.probabilities.slice(0, 5) });
      }
      expect(found.unknown).toEqual(['404', expect.stringContaining('floresta:3')]);
      expect(found.missing).toEqual(['422', expect.stringContaining('c5')]);
      expect(found.metrics).toMatchObject({ api_requests: 'counter', api_request_duration_seconds: 'histogram', models_loaded_total: 'gauge' });
    }
    const { metrics: _, ...same } = node!;
    expect(other).toMatchObject(same);
    expect(Object.keys(node!.metrics as object)).toEqual(expect.arrayContaining(Object.keys(other!.metrics as object)));
  });

  const good = () => rows[0];
  const cases: [string, () => { path: string; body?: unknown; type?: string; headers?: Record<string, string> }, number][] = [
    ['one row', () => ({ path: '/predict', body: good() }), 200],
    ['a batch', () => ({ path: '/predict/batch', body: { rows: rows.slice(0, 20) } }), 200],
    ['no rows', () => ({ path: '/predict/batch', body: { rows: [] } }), 200],
    ['a missing field', () => ({ path: '/predict', body: { c0: 1 } }), 422],
    ['a text for a number', () => ({ path: '/predict', body: { ...good(), c2: '1' } }), 422],
    ['infinity', () => ({ path: '/predict', body: '{"c0":1e999,"c1":0,"c2":0,"c3":0,"c4":0,"c5":0}' }), 422],
    ['a row of a batch', () => ({ path: '/predict/batch', body: { rows: [good(), {}] } }), 422],
    ['rows that are none', () => ({ path: '/predict/batch', body: { rows: 1 } }), 422],
    ['too many rows', () => ({ path: '/predict/batch', body: { rows: new Array(10_001).fill(1) } }), 413],
    ['broken JSON', () => ({ path: '/predict', body: '{"c0"' }), 400],
    ['a form', () => ({ path: '/predict', body: 'c0=1', type: 'application/x-www-form-urlencoded' }), 415],
    ['a form to V2', () => ({ path: '/v2/models/floresta/infer', body: 'c0=1', type: 'text/plain' }), 415],
    ['a large body', () => ({ path: '/predict', body: `{"c0":"${'x'.repeat(2 ** 20)}"}` }), 413],
    ['records', () => ({ path: '/invocations', body: { dataframe_records: rows.slice(0, 3) } }), 200],
    ['a split', () => ({ path: '/invocations', body: { dataframe_split: { columns: names, data: [names.map((name) => good()![name])] } } }), 200],
    ['columns', () => ({ path: '/invocations', body: { inputs: Object.fromEntries(names.map((name) => [name, [1, 2]])) } }), 200],
    ['a table', () => ({ path: '/invocations', body: `${names}\n1,2,3,4,5,6\n`, type: 'text/csv' }), 200],
    ['nothing to score', () => ({ path: '/invocations', body: {} }), 422],
    ['an unknown model', () => ({ path: '/v2/models/outro' }), 404],
    ['another version', () => ({ path: '/v2/models/floresta/versions/9/ready' }), 404],
    [
      'a wrong tensor',
      () => ({ path: '/v2/models/floresta/infer', body: { inputs: [{ name: 'c0', shape: [2], datatype: 'FP64', data: [1] }] } }),
      422,
    ],
    [
      'bytes that are not there',
      () => ({ path: '/v2/models/floresta/infer', body: '{}', headers: { 'inference-header-content-length': '99' } }),
      400,
    ],
    [
      'an unknown output',
      () => ({
        path: '/v2/models/floresta/infer',
        body: { inputs: [{ name: 'm', shape: [1, 6], datatype: 'FP32', data: [1, 2, 3, 4, 5, 6] }], outputs: [{ name: 'x' }] },
      }),
      422,
    ],
    ['an unknown route', () => ({ path: '/nada' }), 404],
    ['a question without a row', () => ({ path: '/explain', body: {} }), 422],
    ['a question about no class', () => ({ path: '/explain', body: { row: good(), class: 'x' } }), 422],
    ['a question with an odd seed', () => ({ path: '/explain', body: { row: good(), seed: 1.5 } }), 422],
    ['what the model leans on', () => ({ path: '/explain' }), 200],
    ['life', () => ({ path: '/health' }), 200],
    ['its beginning', () => ({ path: '/livez' }), 200],
  ];
  test.each(cases)('%s is answered alike by both', async (_, request, status) => {
    const { path, body, type = 'application/json', headers } = request();
    const answers = await Promise.all(
      servers.map(async ({ url }) => {
        const sent = { 'content-type': type, 'x-request-id': 'id-1', ...headers };
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const answer = await fetch(url + path, body === undefined ? { headers: sent } : { method: 'POST', headers: sent, body: text });
        return { status: answer.status, id: answer.headers.get('x-request-id'), body: await answer.json() };
      }),
    );
    expect(answers[0]).toMatchObject({ status, id: 'id-1' });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('an answer is explained by Python as by the same method here, and what it has no time for is drawn, with its error', async () => {
    const model = await loadModel(join(folder, 'floresta'));
    const row = rows[3]!;
    const background = referenceSample(told.rows, 5, 100);
    const label = model.classes[1]!;
    const wanted = await explainPrediction({ row, columns: names, background, predict: model.predict, class: label, seed: 5 });
    const answer = await fetch(`${servers[1]!.url}/explain`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ row, class: label, seed: 5 }),
    });
    const { contributions, model: about, ...same } = (await answer.json()) as Explanation & { model: object };
    expect(about).toEqual({ name: 'floresta', version: '3' });
    expect(same).toMatchObject({ label: wanted.label, class: label, method: 'exact', scale: 'probability', background: 50, seed: 5 });
    expect(same.base).toBeCloseTo(wanted.base, 12);
    expect(contributions.map(({ column }) => column)).toEqual(wanted.contributions.map(({ column }) => column));
    contributions.forEach(({ contribution }, c) => void expect(contribution).toBeCloseTo(wanted.contributions[c]!.contribution, 12));

    const drawn = explainInPython(python!, join(folder, 'python'), { row, seed: 5, class: label, limits: [0, 0] });
    const ask = async (given: readonly Row[]) => model.predict(given).map(({ probabilities }) => probabilities[label]!);
    const { values, errors } = await sampledShapley(ask, row, names, background, { orders: 4, seed: 5 });
    expect(drawn.prediction).toMatchObject({ method: 'sampled' });
    for (const { column, contribution, error } of drawn.prediction.contributions) {
      const c = names.indexOf(column);
      expect([contribution, error].map((one) => one!.toFixed(10))).toEqual([values[c], errors![c]].map((one) => one!.toFixed(10)));
    }
    expect(drawn.importance).toMatchObject({ repeats: 1, rows: 1 });
  });

  const runs = Number(process.env.BANCADA_FUZZ ?? 100);
  test(
    'no body whatever makes either of them fail',
    () =>
      fc.assert(
        fc.asyncProperty(anyRequest(names, 'floresta'), async (request) => {
          for (const status of await Promise.all(servers.map(({ url }) => send(url, request)))) expect(status).toBeLessThan(500);
        }),
        { numRuns: runs },
      ),
    20_000 + 40 * runs,
  );

  test('told to stop, both end well', async () => {
    codes = await Promise.all(servers.map((server) => server.stop()));
    expect(codes).toEqual([0, 0]);
  });
});

/** The status; of what `fetch` would refuse to send, too. */
function send(
  url: string,
  { url: path, payload, headers }: { url: string; payload: string | Buffer; headers: Record<string, string> },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = ask(url + path, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(payload) } }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode!));
    });
    sent.once('error', reject).end(payload);
  });
}
