/** What the checks of 10-multi-modelo read and measure. */
import type { EndpointView, RunView } from '../../src-main/workspaces/checks/define.ts';

export type Row = Record<string, string | number | null>;

export interface Answer {
  value?: number;
  answered?: { path: string[]; members: string[]; degraded: boolean };
  request_id?: string;
  error?: { code: string; message: string };
}

interface Node {
  kind: string;
  by?: string;
  of?: string[];
  arms?: string[];
  routes?: Record<string, string>;
  steps?: { ask: string }[];
}

export interface GraphAnswer {
  graph: { output: string; nodes: Record<string, Node> };
  members: { name: string; state: string; calls: number }[];
}

export const FIELDS = ['area', 'quartos', 'banheiros', 'idade', 'garagem', 'bairro'];

/** Null where the run left no such file. */
export async function rowsOf(run: RunView, reference: string): Promise<Row[] | null> {
  const text = await run.artifact(reference).catch(() => null);
  if (text === null) return null;
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

export const request = (row: Row): Row => Object.fromEntries(FIELDS.map((field) => [field, row[field] ?? null]));

/** Root mean square of the relative error. */
export function error(predicted: readonly number[], prices: readonly number[]): number {
  return Math.sqrt(predicted.reduce((sum, one, i) => sum + ((one - prices[i]!) / prices[i]!) ** 2, 0) / Math.max(1, prices.length));
}

/** The low end of the 95 % interval of how much `worse` is worse than `better`, over the same rows. */
export function lowGain(better: readonly number[], worse: readonly number[], prices: readonly number[], seed: number): number {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const squares = (predicted: readonly number[]) => predicted.map((one, i) => ((one - prices[i]!) / prices[i]!) ** 2);
  const [a, b] = [squares(better), squares(worse)];
  const gains = Array.from({ length: 400 }, () => {
    let [left, right] = [0, 0];
    for (let k = 0; k < prices.length; k++) {
      const i = Math.floor(random() * prices.length);
      left += a[i]!;
      right += b[i]!;
    }
    return Math.sqrt(right / prices.length) - Math.sqrt(left / prices.length);
  });
  return gains.sort((x, y) => x - y)[10]!;
}

export async function graphOf(endpoint: EndpointView): Promise<GraphAnswer> {
  return (await endpoint.fetch('/graph')).body as GraphAnswer;
}

export function nodesOf({ graph }: GraphAnswer, kind: string): (Node & { name: string })[] {
  return Object.entries(graph.nodes ?? {}).flatMap(([name, node]) => (node.kind === kind ? [{ ...node, name }] : []));
}

/** Answers to many rows by one request; null when it was refused. */
export async function askAll(endpoint: EndpointView, rows: readonly Row[]): Promise<Answer[] | null> {
  const { status, body } = await endpoint.fetch('/predict/batch', { method: 'POST', body: { rows: rows.map(request) } });
  return status === 200 ? (body as { predictions: Answer[] }).predictions : null;
}
