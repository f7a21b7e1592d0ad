/** `v2Routes`: the Open Inference Protocol V2 over HTTP, for every model of this server. Its errors are `{"error": "text"}`. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Prediction, Row } from '../../sdk/types.ts';
import { answer, exchangeOf } from '../predictor.ts';
import { RequestError } from '../request-error.ts';
import type { Servable } from '../servable.ts';
import { type AppState, BATCH_BODY_BYTES, isReady } from '../state.ts';
import { checkedRows } from '../validate.ts';
import { type InferBody, readInferBody } from './body.ts';
import { classesParameter, inferAnswer } from './outputs.ts';
import { DATATYPES, type InferRequest, rowsOfTensors } from './tensors.ts';

export function isV2(url: string): boolean {
  return /^\/v2(\/|$|\?)/.test(url);
}

export function v2Routes(app: FastifyInstance, state: AppState): void {
  const { servable } = state;
  const models = servedModels(servable);
  const found = (params: unknown): Servable => {
    const { model, version } = params as { model: string; version?: string };
    const known = models.get(model);
    if (known && (version === undefined || version === known.version)) return known;
    throw new RequestError(404, 'MODEL_UNKNOWN', {
      model: [model, version].filter(Boolean).join(':').slice(0, 200),
      known: [...models.values()].map((one) => `${one.name}:${one.version}`).join(', '),
    });
  };
  const readiness = (reply: FastifyReply, more: object = {}) => {
    reply.status(isReady(state) ? 200 : 503);
    return { ...more, ready: isReady(state) };
  };

  app.get('/v2', async () => ({ name: 'bancada', version: servable.version, extensions: ['binary_tensor_data', 'model_repository'] }));
  app.get('/v2/health/live', async () => ({ live: true }));
  app.get('/v2/health/ready', async (_, reply) => readiness(reply));

  for (const base of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    app.get(base, async (request) => metadata(found(request.params)));
    app.get(`${base}/ready`, async (request, reply) => readiness(reply, { name: found(request.params).name }));
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // A client that sends bytes often names no type at all.
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: Parameters<typeof readInferBody>[0], bytes: Buffer) =>
      readInferBody(request, bytes),
    );
    scope.post('/v2/repository/index', async () =>
      [...models.values()].map(({ name, version }) => ({ name, version, state: isReady(state) ? 'READY' : 'UNAVAILABLE', reason: '' })),
    );
    for (const route of INFER_ROUTES) {
      scope.post(route, { config: { captured: true }, bodyLimit: BATCH_BODY_BYTES }, async (request, reply) => {
        const model = found(request.params);
        const body = request.body as InferBody | undefined;
        if (!body) throw new RequestError(400, 'BODY_NOT_JSON');
        request.exchange = exchangeOf(model, inferRows(model, body));
        const predictions = await answer(request.exchange, model, request.id);
        const { head, binary } = inferReply(model, predictions, body.json, request.id);
        return binary.length === 0 ? head : bytesAnswer(reply, head, binary);
      });
    }
  });
}

/** This server's models, by the names V2 asks them by. */
export function servedModels(servable: Servable): Map<string, Servable> {
  return new Map([servable, ...(servable.members ?? [])].map((model) => [model.name, model]));
}

export const INFER_ROUTES = ['/v2/models/:model/infer', '/v2/models/:model/versions/:version/infer'] as const;

export function inferRows({ signature }: Servable, body: InferBody): Row[] {
  return checkedRows(rowsOfTensors(body, signature), signature);
}

/** What is said about the predictions, and the bytes behind it. */
export function inferReply(
  { name, version, classes }: Servable,
  predictions: readonly Prediction[],
  asked: InferRequest | null,
  requestId: string,
): { head: object; binary: readonly Buffer[] } {
  const { json, binary } = inferAnswer(predictions, classes, asked);
  const id = typeof asked?.id === 'string' ? asked.id : requestId;
  return { head: { model_name: name, model_version: version, id, ...json }, binary };
}

function metadata({ name, version, signature, classes, classifier, graph }: Servable) {
  return {
    name,
    versions: [version],
    platform: 'bancada',
    inputs: signature.map((field) => ({ name: field.name, datatype: DATATYPES[field.type], shape: [-1] })),
    outputs: [
      { name: 'label', datatype: 'BYTES', shape: [-1] },
      classifier?.task === 'regression'
        ? { name: 'value', datatype: 'FP64', shape: [-1] }
        : { name: 'probabilities', datatype: 'FP64', shape: [-1, classes?.length ?? -1], ...classesParameter(classes) },
      ...(graph ? [{ name: 'members', datatype: 'BYTES', shape: [-1] }] : []),
    ],
  };
}

function bytesAnswer(reply: FastifyReply, head: object, binary: readonly Buffer[]): Buffer {
  const json = Buffer.from(JSON.stringify(head));
  reply.header('content-type', 'application/octet-stream');
  reply.header('inference-header-content-length', json.length);
  return Buffer.concat([json, ...binary]);
}
