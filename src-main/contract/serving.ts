/** Endpoints: a stable local address behind which a model version, or a program that serves itself, answers. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { engineKind, failure, instant, procedure } from './base.ts';
import { signatureField } from './registry.ts';
import { solution } from './workspaces.ts';

export const endpointStatus = z.enum(['starting', 'ready', 'unhealthy', 'stopping', 'stopped', 'failed']);

export const endpoint = z.object({
  name: z.string(),
  url: z.string().nullable(),
  status: endpointStatus,
  engine: engineKind,
  /** A registered model, or the service of a challenge's program. */
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('model'), name: z.string(), version: z.string(), alias: z.string().nullable() }),
    z.object({ kind: z.literal('program'), pipeline: z.string(), solution, file: z.string() }),
  ]),
  revision: z.number().int(),
  startedAt: instant.nullable(),
  /** From start to the first ready answer. */
  readyMs: z.number().nullable(),
  signature: z.array(signatureField),
  inputExample: z.record(z.string(), z.unknown()),
  error: failure.nullable(),
  /** The engine that it goes back to: that one is away, and `engine` stands in for it. */
  displacedFrom: engineKind.nullable(),
});

export const capturedRequest = z.object({
  id: z.string(),
  at: instant,
  route: z.string(),
  status: z.number().int(),
  ms: z.number(),
  row: z.record(z.string(), z.unknown()).nullable(),
  label: z.string().nullable(),
  probabilities: z.record(z.string(), z.number()).nullable(),
  error: z.string().nullable(),
});

const named = z.object({ name: z.string() });

export const servingContract = {
  list: procedure().output(z.array(endpoint)),
  get: procedure('ENDPOINT_NOT_FOUND').input(named).output(endpoint),
  /** `target` is `model`, `model@alias`, `model:version` or the id of a challenge whose program serves itself. Answers when the endpoint is ready. */
  serve: procedure('MODEL_NOT_FOUND', 'VERSION_NOT_FOUND', 'CHALLENGE_NOT_FOUND', 'ENDPOINT_NOT_READY', 'ENGINE_UNAVAILABLE', 'PORT_TAKEN')
    .input(
      z.object({
        target: z.string(),
        endpoint: z.string().optional(),
        engine: engineKind.optional(),
        solution: solution.default('workspace'),
        port: z.number().int().min(1024).max(65_535).optional(),
      }),
    )
    .output(endpoint),
  stop: procedure('ENDPOINT_NOT_FOUND').input(named).output(z.void()),
  /** Sends a body to the endpoint and gives back what it answered, error answers too. */
  call: procedure('ENDPOINT_NOT_FOUND', 'ENDPOINT_NOT_READY')
    .input(named.extend({ method: z.enum(['GET', 'POST']), path: z.string().startsWith('/'), body: z.unknown().optional() }))
    .output(z.object({ status: z.number().int(), ms: z.number(), contentType: z.string(), body: z.string() })),
  requests: procedure('ENDPOINT_NOT_FOUND')
    .input(named.extend({ limit: z.number().int().max(1000).default(100) }))
    .output(z.array(capturedRequest)),
  logs: procedure('ENDPOINT_NOT_FOUND')
    .input(named.extend({ limit: z.number().int().max(5000).default(500) }))
    .output(z.array(z.string())),
  watch: procedure('ENDPOINT_NOT_FOUND').input(named).output(eventIterator(endpoint)),
};

export type Endpoint = z.infer<typeof endpoint>;
export type EndpointStatus = z.infer<typeof endpointStatus>;
export type CapturedRequest = z.infer<typeof capturedRequest>;
