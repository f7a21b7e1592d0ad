/** `predictRoutes`: POST /predict for one row, POST /predict/batch for many. */
import type { FastifyInstance } from 'fastify';
import { answer } from '../predictor.ts';
import { RequestError } from '../request-error.ts';
import { type AppState, BATCH_BODY_BYTES } from '../state.ts';
import { validRow, validRows } from '../validate.ts';

export function predictRoutes(app: FastifyInstance, { servable }: AppState): void {
  const { name, version, signature } = servable;
  const model = { name, version };

  app.post('/predict', { config: { captured: true } }, async (request) => {
    const row = validRow(request.body, signature);
    const [prediction] = await answer(request, servable, [row]);
    const { label, probabilities, value, answered } = prediction!;
    return { label, probabilities, ...(value !== undefined && { value }), ...(answered && { answered }), model, request_id: request.id };
  });

  app.post('/predict/batch', { config: { captured: true }, bodyLimit: BATCH_BODY_BYTES }, async (request) => {
    const body = request.body as { rows?: unknown } | null;
    if (!Array.isArray(body?.rows)) throw new RequestError(422, 'BODY_SHAPE', { expected: '{ "rows": [{…}, …] }', field: 'rows' });
    const predictions = await answer(request, servable, validRows(body.rows, signature));
    return { predictions, model, request_id: request.id };
  });
}
