/** `v2Routes`: the Open Inference Protocol V2 over HTTP. Its errors are `{"error": "text"}`. */
import type { FastifyInstance } from 'fastify';
import type { Prediction } from '../../sdk/types.ts';
import { answer } from '../predictor.ts';
import { RequestError } from '../request-error.ts';
import { type AppState, BATCH_BODY_BYTES } from '../state.ts';
import { DATATYPES, type InferRequest, rowsOfTensors } from '../tensors.ts';
import { validRows } from '../validate.ts';

export function isV2(url: string): boolean {
  return /^\/v2(\/|$|\?)/.test(url);
}

export function v2Routes(app: FastifyInstance, state: AppState): void {
  const { servable } = state;
  const known = (params: unknown) => {
    const { model, version } = params as { model: string; version?: string };
    if (model === servable.name && (version === undefined || version === servable.version)) return;
    throw new RequestError(404, 'MODEL_UNKNOWN', {
      model: [model, version].filter(Boolean).join(':').slice(0, 200),
      known: `${servable.name}:${servable.version}`,
    });
  };

  app.get('/v2', async () => ({ name: 'bancada', version: servable.version, extensions: [] }));
  app.get('/v2/health/live', async () => ({ live: true }));
  app.get('/v2/health/ready', async (_, reply) => {
    reply.status(state.draining ? 503 : 200);
    return { ready: !state.draining };
  });

  for (const base of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    app.get(base, async (request) => {
      known(request.params);
      return {
        name: servable.name,
        versions: [servable.version],
        platform: 'bancada',
        inputs: servable.signature.map(({ name, type }) => ({ name, datatype: DATATYPES[type], shape: [-1] })),
        outputs: [
          { name: 'label', datatype: 'BYTES', shape: [-1] },
          { name: 'probabilities', datatype: 'FP64', shape: [-1, servable.classes?.length ?? -1], ...classesParameter(servable.classes) },
        ],
      };
    });
    app.get(`${base}/ready`, async (request, reply) => {
      known(request.params);
      reply.status(state.draining ? 503 : 200);
      return { name: servable.name, ready: !state.draining };
    });
    app.post(`${base}/infer`, { config: { captured: true }, bodyLimit: BATCH_BODY_BYTES }, async (request) => {
      known(request.params);
      const body = request.body as InferRequest;
      const rows = validRows(rowsOfTensors(body, servable.signature), servable.signature);
      const predictions = await answer(request, servable, rows);
      const outputs = outputTensors(predictions, servable.classes);
      const wanted = Array.isArray(body.outputs) ? new Set(body.outputs.map((output) => output?.name)) : null;
      return {
        model_name: servable.name,
        model_version: servable.version,
        id: typeof body.id === 'string' ? body.id : request.id,
        outputs: wanted ? outputs.filter(({ name }) => wanted.has(name)) : outputs,
      };
    });
  }
}

function outputTensors(predictions: readonly Prediction[], known: readonly string[] | null) {
  const classes = known ?? Object.keys(predictions[0]?.probabilities ?? {});
  return [
    { name: 'label', datatype: 'BYTES', shape: [predictions.length], data: predictions.map(({ label }) => label) },
    {
      name: 'probabilities',
      datatype: 'FP64',
      shape: [predictions.length, classes.length],
      ...classesParameter(classes),
      data: predictions.flatMap(({ probabilities }) => classes.map((label) => probabilities[label] ?? 0)),
    },
  ];
}

function classesParameter(classes: readonly string[] | null) {
  return classes ? { parameters: { classes: classes.join(',') } } : {};
}
