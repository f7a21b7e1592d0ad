/** `anyRequest`: requests that a model server may be sent, most of them wrong: for tests. */
import fc from 'fast-check';

/** fast-check's own `webPath` takes seconds to be made. */
const anyPath = fc
  .array(fc.string({ unit: fc.constantFrom(...'aZ0-._~:@=&$+!*;', '%20', '%2F', '%C3%A7', "'"), maxLength: 10 }), { maxLength: 5 })
  .map((segments) => segments.map((segment) => `/${segment}`).join(''));

export function anyRequest(fields: readonly string[], model = 'pinguins') {
  const infer = `/v2/models/${model}/infer`;
  const url = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('/predict', '/predict/batch', '/invocations', '/explain', infer) },
    {
      weight: 4,
      arbitrary: fc.constantFrom('/feedback', '/graph', '/v2', '/v2/repository/index', `/v2/models/${model}`, `/v2/models/${model}/versions/3/infer`),
    },
    { weight: 1, arbitrary: anyPath.map((path) => `/v2/models${path}`) },
  );
  const cell = fc.oneof(
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('Torgersen', 'MALE'),
    fc.array(fc.integer()),
    fc.object({ maxDepth: 1 }),
  );
  const row = fc.record(Object.fromEntries(fields.map((name) => [name, cell])), { requiredKeys: [] });
  const tensor = fc.record(
    {
      name: fc.constantFrom(...fields, 'x'),
      shape: fc.oneof(fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 3 }), cell),
      parameters: fc.oneof(cell, fc.record({ binary_data_size: fc.oneof(fc.nat(64), cell) })),
      datatype: fc.constantFrom('FP64', 'BYTES', 'XX'),
      data: fc.oneof(fc.array(cell), cell),
    },
    { requiredKeys: [] },
  );
  const list = fc.oneof(fc.array(row, { maxLength: 3 }), cell);
  const body = fc.oneof(
    row,
    fc.record({ rows: list }),
    fc.record({ row: fc.oneof(row, cell), class: cell, seed: cell }, { requiredKeys: ['row'] }),
    fc.record({ dataframe_records: list }),
    fc.record({ dataframe_split: fc.oneof(cell, fc.record({ columns: fc.array(fc.string()), data: list })) }),
    fc.record({ instances: fc.oneof(list, fc.array(fc.array(cell))) }),
    fc.record(
      {
        inputs: fc.oneof(list, fc.dictionary(fc.string(), fc.oneof(cell, fc.array(cell))), fc.array(fc.oneof(tensor, cell), { maxLength: 3 })),
        outputs: fc.array(fc.oneof(cell, fc.record({ name: fc.constantFrom('label', 'x'), parameters: cell }))),
        parameters: fc.oneof(cell, fc.record({ binary_data_output: cell })),
      },
      { requiredKeys: ['inputs'] },
    ),
    fc.jsonValue(),
  );
  const payload = fc.oneof(
    body.map((value) => JSON.stringify(value) ?? ''),
    fc.string(),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  );
  const type = fc.constantFrom(
    'application/json',
    'application/json',
    'application/json',
    'text/csv',
    'application/octet-stream',
    '',
    'application/json; charset=utf-16',
  );
  const header = fc.oneof(
    fc.constant({}),
    fc.nat(400).map((length) => ({ 'inference-header-content-length': String(length) })),
    fc.constantFrom('gzip', 'deflate', 'br').map((encoding) => ({ 'content-encoding': encoding })),
  );
  return fc
    .record({ url, payload, type, more: header })
    .map(({ type: contentType, more, ...request }) => ({ ...request, headers: { 'content-type': contentType, ...more } }));
}
