/** `describeProgram`: the signature and an example of a program that serves itself, from the OpenAPI document that its server gives. */
import { z } from 'zod';
import type { SignatureField } from '../contract/registry.ts';
import { askService } from './http.ts';

export interface Described {
  signature: SignatureField[];
  inputExample: Record<string, unknown>;
}

const property = z.object({
  type: z.union([z.string(), z.array(z.string())]),
  enum: z.array(z.union([z.string(), z.number(), z.null()])).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const document = z.object({
  paths: z.object({
    '/predict': z.object({ post: z.object({ requestBody: z.object({ content: z.record(z.string(), z.object({ example: z.unknown() })) }) }) }),
  }),
  components: z.object({ schemas: z.object({ Row: z.object({ required: z.array(z.string()), properties: z.record(z.string(), property) }) }) }),
});

const types: Record<string, SignatureField['type']> = { number: 'double', integer: 'long', string: 'string', boolean: 'boolean' };

export async function describeProgram(port: number): Promise<Described> {
  const answer = await askService({ port, method: 'GET', path: '/openapi.json', timeoutMs: 10_000, maxBytes: 1_000_000 });
  const { paths, components } = document.parse(JSON.parse(answer.body));
  const { required, properties } = components.schemas.Row;
  const { example } = Object.values(paths['/predict'].post.requestBody.content)[0] ?? {};
  return {
    signature: Object.entries(properties).map(([name, schema]) => {
      const [type = 'string'] = [schema.type].flat();
      const choices = schema.enum?.filter((value) => value !== null).map(String);
      return {
        name,
        type: types[type] ?? 'string',
        ...(!required.includes(name) && { optional: true }),
        ...(choices && { choices }),
        ...(schema.minimum !== undefined && { min: schema.minimum }),
        ...(schema.maximum !== undefined && { max: schema.maximum }),
      };
    }),
    inputExample: z.record(z.string(), z.unknown()).catch({}).parse(example),
  };
}
