import { expect, onTestFinished, test } from 'vitest';
import type { Field, ServiceDefinition } from '../sdk/types.ts';
import { buildApp } from './app.ts';
import { fromDefinition } from './servable.ts';
import { openState } from './state.ts';
import { decodeValues } from './v2/binary.ts';

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
    log: { write: () => {}, line: () => {}, flush: () => {} },
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

test('V2 tensors as bytes are read and answered as bytes', async () => {
  const app = buildApp({
    ...openState({ servable: fromDefinition(definition, '1'), log: { write: () => {}, line: () => {}, flush: () => {} }, capture: null }),
  });
  onTestFinished(() => app.close());
  const numbers = Buffer.from(Float64Array.of(0.5, 0.5, -1, 0).buffer);
  const ask = (size: number, tail: Buffer, more: object = {}) => {
    const tensor = { name: 'm', shape: [2, 2], datatype: 'FP64', parameters: { binary_data_size: size } };
    const head = Buffer.from(JSON.stringify({ id: 'x1', inputs: [tensor], parameters: { binary_data_output: true }, ...more }));
    const headers = { 'inference-header-content-length': String(head.length) };
    return app.inject({ method: 'POST', url: '/v2/models/soma/infer', headers, payload: Buffer.concat([head, tail]) });
  };
  const answer = await ask(32, numbers);
  const length = Number(answer.headers['inference-header-content-length']);
  const { outputs, ...about } = JSON.parse(answer.rawPayload.toString('utf8', 0, length));
  expect(about).toEqual({ model_name: 'soma', model_version: '2', id: 'x1' });
  expect(outputs).toMatchObject([{ parameters: { binary_data_size: 17 } }, { shape: [2, 2], parameters: { binary_data_size: 32 } }]);
  const tail = answer.rawPayload.subarray(length);
  expect(tail.toString('utf8', 4, 8)).toBe('mais');
  expect(Float64Array.from([0, 1, 2, 3], (i) => tail.readDoubleLE(17 + i * 8))).toEqual(Float64Array.of(0.5, 0.5, -1, 0));
  const mixed = await ask(32, numbers, { outputs: [{ name: 'label', parameters: { binary_data: false } }] });
  expect(mixed.json().outputs).toEqual([answers.outputs[0]]);
  for (const [size, bytes] of [
    [31, numbers],
    [32, numbers.subarray(1)],
    [32, Buffer.concat([numbers, numbers])],
  ] as const) {
    expect((await ask(size, bytes)).statusCode).toBe(422);
  }
});

test('every type of V2’s data is read from its bytes', () => {
  const bytes = (values: ArrayBufferView) => Buffer.from(values.buffer as ArrayBuffer);
  expect(decodeValues('BOOL', Buffer.of(0, 1), 2)).toEqual([false, true]);
  expect(decodeValues('INT8', Buffer.of(255), 1)).toEqual([-1]);
  expect(decodeValues('UINT16', bytes(Uint16Array.of(65_535)), 1)).toEqual([65_535]);
  expect(decodeValues('INT64', bytes(BigInt64Array.of(-5n, 2n ** 40n)), 2)).toEqual([-5, 2 ** 40]);
  expect(decodeValues('FP32', bytes(Float32Array.of(0.1)), 1)).toEqual([Math.fround(0.1)]);
  const halves = [1, -2, 65_504, 2 ** -24, 0, Number.POSITIVE_INFINITY];
  expect(decodeValues('FP16', bytes(Uint16Array.of(0x3c00, 0xc000, 0x7bff, 1, 0, 0x7c00)), 6)).toEqual(halves);
  expect(decodeValues('BYTES', Buffer.from([2, 0, 0, 0, 0xc3, 0xa9, 0, 0, 0, 0]), 2)).toEqual(['é', '']);
  expect(decodeValues('BYTES', Buffer.from([9, 0, 0, 0, 65]), 1)).toBeNull();
  expect(decodeValues('FP64', Buffer.alloc(7), 1)).toBeNull();
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
