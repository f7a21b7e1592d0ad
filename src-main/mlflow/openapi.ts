/** `openApi`: the JSON protocol as an OpenAPI 3.1 document, made of the endpoints themselves. The artifacts proxy carries bytes and is told by hand. */
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

type Json = Record<string, unknown>;

const errorAnswer = {
  description: 'Refused: `error_code` is one of MLflow’s.',
  content: {
    'application/json': {
      schema: { type: 'object', properties: { error_code: { type: 'string' }, message: { type: 'string' } }, required: ['error_code', 'message'] },
    },
  },
};
const answers = {
  200: { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } },
  400: errorAnswer,
  404: errorAnswer,
};

export function openApi(endpoints: readonly Endpoint[], prefix: string, version: string): Json {
  const paths: Record<string, Json> = { ...artifactPaths };
  for (const { method, path, input } of endpoints) {
    const at = prefix + path.replaceAll(/:(\w+)/g, '{$1}');
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    paths[at] = { ...paths[at], [method.toLowerCase()]: operation(method, inPath, schemaOf(input)) };
  }
  return { openapi: '3.1.0', info: { title: 'Bancada: tracking and registry in MLflow’s protocol', version }, paths };
}

function operation(method: Endpoint['method'], inPath: readonly string[], { properties = {}, required = [] }: ObjectSchema): Json {
  const fields = Object.entries(properties).filter(([name]) => !inPath.includes(name));
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
    ...(method === 'GET' ? fields.map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema })) : []),
  ];
  const body = { type: 'object', properties: Object.fromEntries(fields), required: required.filter((name) => !inPath.includes(name)) };
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(method !== 'GET' && { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: answers,
  };
}

interface ObjectSchema {
  properties?: Record<string, unknown>;
  required?: string[];
}

/** What a client may send, as JSON Schema; forms of our own that a schema cannot say are left open. */
function schemaOf(input: z.ZodType): ObjectSchema {
  const { properties } = jsonSchema(input) as ObjectSchema;
  // What is missed when nothing comes is what must come, whatever stands before the check.
  const missed = new Set(input.safeParse({}).error?.issues.map(({ path }) => String(path[0])));
  return { properties: properties ?? {}, required: Object.keys(properties ?? {}).filter((name) => missed.has(name)) };
}

/** Before a check may stand a step that makes several forms into one: the schema is that of the one. */
function jsonSchema(type: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made }) => {
      if (zodSchema instanceof z.ZodPipe && zodSchema.in instanceof z.ZodTransform) Object.assign(made, jsonSchema(zodSchema.out as z.ZodType));
    },
  });
  return schema;
}

const bytes = { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
const pathParameter = [{ name: 'path', in: 'path', required: true, schema: { type: 'string' } }];
const artifactPaths: Record<string, Json> = {
  '/api/2.0/mlflow-artifacts/artifacts': {
    get: { parameters: [{ name: 'path', in: 'query', schema: { type: 'string' } }], responses: answers },
  },
  '/api/2.0/mlflow-artifacts/artifacts/{path}': {
    get: { parameters: pathParameter, responses: { ...answers, 200: { description: 'The file.', ...bytes } } },
    put: { parameters: pathParameter, requestBody: bytes, responses: answers },
    delete: { parameters: pathParameter, responses: answers },
  },
};
