/** `openApi`: the OpenAPI 3.1 document of a servable, from its signature. /docs is drawn from the same object. */
import type { Field } from '../sdk/types.ts';
import type { Servable } from './servable.ts';
import { type Lang, texts } from './texts.ts';

export function openApi(servable: Servable, lang: Lang) {
  const t = texts[lang];
  const row = { $ref: '#/components/schemas/Row' };
  const prediction = { $ref: '#/components/schemas/Prediction' };
  const errors = {
    400: response(t.errors[400], { $ref: '#/components/schemas/Error' }),
    413: response(t.errors[413], { $ref: '#/components/schemas/Error' }),
    415: response(t.errors[415], { $ref: '#/components/schemas/Error' }),
    422: response(t.errors[422], { $ref: '#/components/schemas/Error' }),
  };
  const example = servable.example ?? Object.fromEntries(servable.signature.map((field) => [field.name, sampleOf(field)]));
  const get = (summary: string, schema: object = { type: 'object' }) => ({ get: { summary, responses: { 200: response('OK', schema) } } });
  const post = (summary: string, schema: object, body: unknown, answer: object) => ({
    post: {
      summary,
      requestBody: { required: true, content: { 'application/json': { schema, example: body } } },
      responses: { 200: response('OK', answer), ...errors },
    },
  });
  const tensors = {
    inputs: servable.signature.map(({ name, type }) => ({
      name,
      shape: [1],
      datatype: { double: 'FP64', long: 'INT64', string: 'BYTES', boolean: 'BOOL' }[type],
      data: [example[name]],
    })),
  };
  const model = `/v2/models/${encodeURIComponent(servable.name)}`;
  return {
    openapi: '3.1.0',
    info: { title: servable.name, version: servable.version, description: t.description },
    paths: {
      '/predict': post(t.predict, row, example, prediction),
      '/predict/batch': post(t.batch, object({ rows: { type: 'array', maxItems: 10_000, items: row } }), { rows: [example] }, { type: 'object' }),
      ...(servable.graph && {
        '/graph': get(t.graph),
        '/feedback': post(t.feedback, { type: 'object', required: ['id'] }, { id: 'request_id', reward: 1 }, { type: 'object' }),
      }),
      ...(servable.reference?.length && {
        '/explain': { ...post(t.explain, object({ row }), { row: example }, { type: 'object' }), ...get(t.importance) },
      }),
      '/health': get(t.health),
      '/health/detailed': get(t.detailed),
      '/livez': get(t.live),
      '/readyz': get(t.ready),
      '/startupz': get(t.startup),
      '/metrics': {
        get: { summary: t.metrics, responses: { 200: { description: 'OK', content: { 'text/plain': { schema: { type: 'string' } } } } } },
      },
      '/v2': get(t.v2),
      [model]: get(t.v2model),
      [`${model}/infer`]: post(t.infer, { type: 'object', required: ['inputs'] }, tensors, { type: 'object' }),
      '/v2/repository/index': post(t.index, { type: 'object' }, {}, { type: 'array' }),
      '/invocations': post(t.invocations, { type: 'object' }, { dataframe_records: [example] }, { type: 'object' }),
    },
    components: {
      schemas: {
        Row: {
          type: 'object',
          required: servable.signature.filter(({ optional }) => !optional).map(({ name }) => name),
          properties: Object.fromEntries(servable.signature.map((field) => [field.name, fieldSchema(field)])),
        },
        Prediction: object({
          ...(servable.classifier?.task === 'regression' && { value: { type: 'number' } }),
          label: { type: 'string', ...(servable.classes && { enum: servable.classes }) },
          probabilities: { type: 'object', additionalProperties: { type: 'number', minimum: 0, maximum: 1 } },
          model: object({ name: { type: 'string' }, version: { type: 'string' } }),
          request_id: { type: 'string' },
        }),
        Error: object({
          error: {
            type: 'object',
            required: ['code', 'message'],
            properties: { code: { type: 'string' }, message: { type: 'string' }, field: { type: 'string' } },
          },
        }),
      },
    },
  };
}

const JSON_TYPES = { double: 'number', long: 'integer', string: 'string', boolean: 'boolean' } as const;

function fieldSchema({ type, optional, choices, min, max }: Field): object {
  return {
    type: optional ? [JSON_TYPES[type], 'null'] : JSON_TYPES[type],
    ...(choices && { enum: [...choices.map((choice) => (type === 'long' ? Number(choice) : choice)), ...(optional ? [null] : [])] }),
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
  };
}

function sampleOf({ type, choices, min, max }: Field): string | number | boolean {
  if (type === 'boolean') return true;
  if (choices?.length) return type === 'long' ? Number(choices[0]) : choices[0]!;
  if (type === 'string') return 'texto';
  return min ?? max ?? 1;
}

function object(properties: Record<string, object>): object {
  return { type: 'object', required: Object.keys(properties), properties };
}

function response(description: string, schema: object): object {
  return { description, content: { 'application/json': { schema } } };
}
