/** `graphRoutes`: GET /graph, what a graph of models is and how its members do; POST /feedback, what an answer was worth; POST /graph/members/:name, in or out. */
import type { FastifyInstance } from 'fastify';
import type { Feedback, GraphService } from '../graph/service.ts';
import { RequestError } from '../request-error.ts';

const EXPECTED = '{ "id": "…", "row"?: 0, "reward": 0…1 | "actual": … }';

export function graphRoutes(app: FastifyInstance, graph: GraphService): void {
  app.get('/graph', async () => ({ graph: graph.graph, ...graph.report() }));

  app.post('/feedback', async (request) => {
    const given = readFeedback(request.body);
    const rewarded = graph.feedback(given);
    if (!rewarded) throw new RequestError(404, 'FEEDBACK_UNKNOWN', { id: given.id.slice(0, 100) });
    return { rewarded };
  });

  app.post('/graph/members/:name', async (request) => {
    const { name } = request.params as { name: string };
    const { online } = (request.body ?? {}) as { online?: unknown };
    if (typeof online !== 'boolean') throw new RequestError(422, 'BODY_SHAPE', { expected: '{ "online": true | false }', field: 'online' });
    const { members } = graph.report();
    if (!graph.switchMember(name, online))
      throw new RequestError(404, 'MODEL_UNKNOWN', { model: name.slice(0, 100), known: members.map((one) => one.name).join(', ') });
    return graph.report().members.find((one) => one.name === name);
  });
}

function readFeedback(body: unknown): Feedback {
  const { id, row, reward, actual } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (typeof id !== 'string') throw new RequestError(422, 'BODY_SHAPE', { expected: EXPECTED, field: 'id' });
  if (row !== undefined && !(Number.isSafeInteger(row) && (row as number) >= 0))
    throw new RequestError(422, 'BODY_SHAPE', { expected: EXPECTED, field: 'row' });
  const about = { id, ...(row !== undefined && { row: row as number }) };
  if (typeof reward === 'number' && reward >= 0 && reward <= 1) return { ...about, reward };
  if (reward === undefined && (typeof actual === 'string' || (typeof actual === 'number' && Number.isFinite(actual)))) return { ...about, actual };
  throw new RequestError(422, 'BODY_SHAPE', { expected: EXPECTED, field: reward === undefined ? 'actual' : 'reward' });
}
