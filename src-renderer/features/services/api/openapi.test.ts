import { expect, it } from 'vitest';
import { readOpenApi } from './openapi.ts';

const document = {
  info: { title: 'casas', version: '3', description: 'd' },
  paths: {
    '/livez': { get: { summary: 'vivo', responses: { 200: { description: 'OK' } } } },
    '/predict': {
      post: {
        summary: 'prever',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Row' }, example: { area: 50 } } } },
        responses: {
          200: { description: 'OK', content: { 'application/json': { schema: { properties: { label: { type: 'string', enum: ['a', 'b'] } } } } } },
        },
      },
    },
    '/v2': { get: {}, delete: {} },
  },
  components: {
    schemas: {
      Row: {
        required: ['area'],
        properties: {
          area: { type: 'number', minimum: 0 },
          bairro: { type: ['string', 'null'], enum: ['Sul', null] },
          notas: { type: 'array', items: { type: 'integer' } },
        },
      },
    },
  },
};

it('lists operations, predictions first, with the fields behind a reference', () => {
  const { operations, ...about } = readOpenApi(JSON.stringify(document))!;
  expect(about).toEqual({ title: 'casas', version: '3', description: 'd' });
  expect(operations.map(({ id }) => id)).toEqual(['POST /predict', 'GET /v2', 'GET /livez']);
  expect(operations[0]).toMatchObject({
    body: {
      example: '{\n  "area": 50\n}',
      fields: [
        { name: 'area', type: 'number', required: true, accepted: '0 … ∞' },
        { name: 'bairro', type: 'string', required: false, accepted: 'Sul' },
        { name: 'notas', type: 'array<integer>', required: false, accepted: '' },
      ],
    },
    answers: [{ status: '200', fields: [{ name: 'label', accepted: 'a, b' }] }],
  });
});

it.each(['', '<html>', '[]', '{"paths":1}'])('is none when it reads %j', (text) => expect(readOpenApi(text)).toBeNull());
it('survives documents of others', () =>
  expect(readOpenApi('{"paths":{"/x":{"post":{"requestBody":3,"responses":[]}},"/y":null}}')!.operations).toHaveLength(1));
