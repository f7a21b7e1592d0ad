import { expect, onTestFinished, test } from 'vitest';
import type { Field, ServiceDefinition } from '../sdk/types.ts';
import { buildApp } from './app.ts';
import { fromDefinition } from './servable.ts';

const signature: Field[] = [
  { name: 'a', type: 'double' },
  { name: 'b', type: 'double' },
];
const definition: ServiceDefinition = {
  name: 'soma',
  version: '2',
  signature,
  predict: (rows) =>
    rows.map(({ a, b }) => ({ label: Number(a) + Number(b) > 0 ? 'mais' : 'menos', probabilities: { mais: Number(a), menos: Number(b) } })),
};

function open() {
  const app = buildApp({
    servable: fromDefinition(definition, '1'),
    log: { write: () => {}, flush: () => {} },
    capture: null,
    draining: false,
    closing: false,
    starting: false,
    inFlight: 0,
  });
  onTestFinished(() => app.close());
  return (url: string, payload?: unknown, type = 'application/json') =>
    payload === undefined
      ? app.inject(url)
      : app.inject({
          method: 'POST',
          url,
          headers: { 'content-type': type },
          payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
        });
}

test('V2 metadata tells server, model, inputs and outputs', async () => {
  const send = open();
  expect((await send('/v2')).json()).toEqual({ name: 'bancada', version: '2', extensions: ['binary_tensor_data', 'model_repository'] });
  for (const path of ['/v2/models/soma', '/v2/models/soma/versions/2']) {
    expect((await send(path)).json()).toMatchObject({
      name: 'soma',
      versions: ['2'],
      inputs: [
        { name: 'a', datatype: 'FP64', shape: [-1] },
        { name: 'b', datatype: 'FP64', shape: [-1] },
      ],
      outputs: [
        { name: 'label', datatype: 'BYTES' },
        { name: 'probabilities', datatype: 'FP64' },
      ],
    });
    expect((await send(`${path}/ready`)).json()).toEqual({ name: 'soma', ready: true });
  }
});

const answers = {
  model_name: 'soma',
  model_version: '2',
  id: 'x1',
  outputs: [
    { name: 'label', datatype: 'BYTES', shape: [2], data: ['mais', 'menos'] },
    { name: 'probabilities', datatype: 'FP64', shape: [2, 2], parameters: { classes: 'mais,menos' }, data: [0.5, 0.5, -1, 0] },
  ],
};

test('V2 inference takes one tensor per column, or one matrix, flat or nested', async () => {
  const send = open();
  const columns = [
    { name: 'a', shape: [2], datatype: 'FP64', data: [0.5, -1] },
    { name: 'b', shape: [2, 1], datatype: 'FP32', data: [[0.5], [0]] },
  ];
  expect((await send('/v2/models/soma/infer', { id: 'x1', inputs: columns })).json()).toEqual(answers);
  const flat = { name: 'input', shape: [2, 2], datatype: 'FP64', data: [0.5, 0.5, -1, 0] };
  expect((await send('/v2/models/soma/versions/2/infer', { id: 'x1', inputs: [flat] })).json()).toEqual(answers);
  const nested = {
    ...flat,
    data: [
      [0.5, 0.5],
      [-1, 0],
    ],
  };
  expect((await send('/v2/models/soma/infer', { id: 'x1', inputs: [nested] })).json()).toEqual(answers);
  const only = await send('/v2/models/soma/infer', { inputs: [flat], outputs: [{ name: 'label' }] });
  expect(only.json().outputs).toEqual([answers.outputs[0]]);
});

test('V2 errors are one text under "error"', async () => {
  const send = open();
  const unknown = await send('/v2/models/outro/infer', { inputs: [] });
  expect([unknown.statusCode, typeof unknown.json().error]).toEqual([404, 'string']);
  const version = await send('/v2/models/soma/versions/9');
  expect(version.statusCode).toBe(404);
  const missing = await send('/v2/models/soma/infer', { inputs: [{ name: 'a', shape: [1], datatype: 'FP64', data: [1] }] });
  expect([missing.statusCode, missing.json().error]).toEqual([422, expect.stringContaining('“b”')]);
  for (const wrong of [{ shape: [3] }, { datatype: 'FP128' }, { data: 'x' }, { shape: [1.5] }, { name: 7 }]) {
    const refused = await send('/v2/models/soma/infer', { inputs: [{ name: 'a', shape: [1], datatype: 'FP64', data: [1], ...wrong }] });
    expect([refused.statusCode, typeof refused.json().error]).toEqual([422, 'string']);
  }
});

const scored = [
  { label: 'mais', probability_mais: 0.5, probability_menos: 0.5 },
  { label: 'menos', probability_mais: -1, probability_menos: 0 },
];

test.each<[string, unknown]>([
  [
    'dataframe_records',
    {
      dataframe_records: [
        { a: 0.5, b: 0.5 },
        { a: -1, b: 0 },
      ],
    },
  ],
  [
    'dataframe_split',
    {
      dataframe_split: {
        columns: ['b', 'a'],
        data: [
          [0.5, 0.5],
          [0, -1],
        ],
      },
    },
  ],
  ['instances', { instances: [{ a: 0.5, b: 0.5 }, [-1, 0]] }],
  ['inputs', { inputs: { a: [0.5, -1], b: [0.5, 0] } }],
])('MLflow’s invocations take %s', async (_, body) => {
  expect((await open()('/invocations', body)).json()).toEqual({ predictions: scored });
});

test('MLflow’s invocations take CSV, and name what is wrong with it', async () => {
  const send = open();
  expect((await send('/invocations', 'a,b\n0.5,0.5\n-1,0\n', 'text/csv')).json()).toEqual({ predictions: scored });
  expect((await send('/invocations', 'a,b\n0.5\n', 'text/csv')).json().error.code).toBe('CSV_WIDTH');
  expect((await send('/invocations', { x: 1 })).statusCode).toBe(422);
});
