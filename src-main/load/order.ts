/** `orderOf`: a plan and the endpoint that it is for as what the process that sends is told. */
import { BancadaError } from '../contract/errors.ts';
import type { LoadPlan } from '../contract/load.ts';
import { stagesOf } from '../contract/load-stages.ts';
import type { Serving } from '../serving/serving.ts';
import type { LoadOrder } from './protocol.ts';

const rowsSent = 500;

export function orderOf(plan: LoadPlan, serving: Pick<Serving, 'get' | 'reference'>): LoadOrder {
  const { url, name, status } = serving.get(plan.endpoint);
  if (url === null) throw new BancadaError('ENDPOINT_NOT_READY', { name, seconds: 0, detail: status });
  const { method, path, arrivals, seed, connections, timeoutMs } = plan;
  return {
    ...{ method, path, arrivals, seed, connections, timeoutMs },
    port: Number(new URL(url).port),
    headers: plan.revision === null ? {} : { 'x-bancada-revision': String(plan.revision) },
    bodies: method === 'GET' ? [''] : bodiesOf(plan, serving).map((body) => JSON.stringify(body)),
    stages: stagesOf(plan.profile),
  };
}

function bodiesOf({ endpoint, bodies, rows }: LoadPlan, serving: Pick<Serving, 'get' | 'reference'>): unknown[] {
  if (bodies && bodies.length > 0) return bodies;
  const { signature, inputExample } = serving.get(endpoint);
  if (rows === 'example') {
    if (Object.keys(inputExample).length === 0) throw new BancadaError('LOAD_NO_ROWS', { name: endpoint });
    return [inputExample];
  }
  const known = serving.reference(endpoint)?.rows.slice(0, rowsSent) ?? [];
  if (known.length === 0) throw new BancadaError('LOAD_NO_ROWS', { name: endpoint });
  // A gap is a column that is not sent; columns that are no input of the model (its target) are not sent either.
  return known.map((row) => Object.fromEntries(signature.flatMap(({ name }) => (row[name] == null ? [] : [[name, row[name]]]))));
}
