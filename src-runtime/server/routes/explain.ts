/** `explainRoutes`: POST /explain for why one row was answered as it was, GET /explain for which columns the model leans on at all. */
import type { FastifyInstance } from 'fastify';
import { explainPrediction } from '../../ml/explain/explain.ts';
import { type PermutationImportance, permutationImportance } from '../../ml/explain/permutation.ts';
import { referenceSample } from '../../ml/model-folder.ts';
import { RequestError } from '../request-error.ts';
import type { Servable } from '../servable.ts';
import type { AppState } from '../state.ts';
import { validRow } from '../validate.ts';

const BACKGROUND_ROWS = 100;
const IMPORTANCE_ROWS = 500;
const REPEATS = 5;
const MAX_SEED = 2 ** 31;

export function explainRoutes(app: FastifyInstance, { servable }: AppState): void {
  const columns = servable.signature.map(({ name }) => name);
  let importances: Promise<PermutationImportance> | undefined;

  app.post('/explain', async (request) => {
    const { class: wanted, seed: given, ...body } = readQuestion(request.body, servable);
    const row = validRow(body.row, servable.signature);
    const { reference, classifier, predict } = servable;
    const seed = given ?? 0;
    const background = referenceSample(referenceOf(reference), seed, BACKGROUND_ROWS);
    const asked = {
      row,
      columns,
      background,
      predict,
      seed,
      ...(wanted !== undefined && { class: wanted }),
      ...(classifier && { model: classifier }),
    };
    const { name, version } = servable;
    return { ...(await explained(asked)), model: { name, version }, request_id: request.id };
  });

  app.get('/explain', async () => {
    const { name, version, classifier, reference, predict } = servable;
    const rows = referenceSample(referenceOf(reference), 0, IMPORTANCE_ROWS);
    importances ??= permutationImportance({ rows, columns, target: classifier?.target ?? null, predict, repeats: REPEATS, seed: 0 });
    importances.catch(() => {
      importances = undefined;
    });
    return { model: { name, version }, training: classifier?.importances ?? null, permutation: await importances };
  });
}

async function explained(question: Parameters<typeof explainPrediction>[0]) {
  try {
    return await explainPrediction(question);
  } catch (error) {
    throw new RequestError(500, 'PREDICTION_FAILED', { reason: (error as Error).message });
  }
}

function readQuestion(body: unknown, { classes }: Servable): { row: unknown; class?: string; seed?: number } {
  const expected = '{ "row": {…}, "class"?: "…", "seed"?: 0 }';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new RequestError(422, 'BODY_SHAPE', { expected });
  const { row, class: wanted, seed } = body as Record<string, unknown>;
  if (wanted !== undefined && (typeof wanted !== 'string' || (classes && !classes.includes(wanted)))) {
    throw new RequestError(422, 'FIELD_CHOICE', { field: 'class', value: String(wanted).slice(0, 80), choices: classes?.join(', ') ?? '' });
  }
  if (seed !== undefined && !(Number.isSafeInteger(seed) && (seed as number) >= 0 && (seed as number) < MAX_SEED)) {
    throw new RequestError(422, 'FIELD_TYPE', { field: 'seed', expected: 'long', value: String(seed).slice(0, 80) });
  }
  return { row, ...(wanted !== undefined && { class: wanted as string }), ...(seed !== undefined && { seed: seed as number }) };
}

/** What an answer is compared with: without reference rows there is nothing to explain against. */
function referenceOf(reference: Servable['reference']) {
  if (!reference || reference.length === 0) throw new RequestError(409, 'REFERENCE_NONE');
  return reference;
}
