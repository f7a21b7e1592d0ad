/** `createSearch`: searches, understood here and read in a thread. TRACKING_FILTER_INVALID says what is not understood. */
import { BancadaError } from '../../contract/errors.ts';
import type { RunGroup, RunSummaries, SearchedRun, TrackedKeys } from '../../contract/tracking.ts';
import { experiments, type Order, offsetOf, parseFilter, parseOrders, placeOf, runs } from '../../filter/index.ts';
import { asJson, type Readers } from '../../storage/index.ts';
import type { Summary } from '../metrics/summaries.ts';
import type { SummaryOrder } from './by-summary.ts';
import { type GroupBy, groupedRuns } from './groups.ts';
import { knownKeys } from './keys.ts';
import { experimentsPage, runsPage } from './pages.ts';
import type { View } from './request.ts';
import { runSummaries, shownRuns } from './shown.ts';

export interface SearchAsked {
  filter?: string | undefined;
  orderBy: readonly string[];
  view: View;
  maxResults: number;
  pageToken?: string | undefined;
}

export interface RunsAsked {
  /** None stands for all. */
  experimentIds: readonly string[];
  filter?: string | undefined;
  orderBy?: readonly string[] | undefined;
  view: View;
  rootsOnly?: boolean | undefined;
}

export interface Search {
  /** `orderBySummary` comes before `orderBy`; `unordered` says that more were found than can be ordered so. */
  runs(
    asked: RunsAsked & { limit: number; offset: number; orderBySummary?: SummaryOrder | undefined },
  ): Promise<{ runs: SearchedRun[]; total: number; unordered?: boolean }>;
  /** In the order asked for, run by run. */
  summaries(runIds: readonly string[], summaries: readonly Summary[]): Promise<RunSummaries[]>;
  keys(experimentIds: readonly string[]): Promise<TrackedKeys>;
  /** `by` as a filter names it: params.x, tags.x, status. */
  groups(asked: RunsAsked & { by: string; metrics: readonly string[] }): Promise<RunGroup[]>;
  /** MLflow's answer, as JSON. */
  mlflowRuns(asked: SearchAsked & { experimentIds: readonly string[] }): Promise<Uint8Array>;
  /** MLflow's answer, as JSON. */
  mlflowExperiments(asked: SearchAsked): Promise<Uint8Array>;
}

export function createSearch(readers: Readers): Search {
  const understood = ({ experimentIds, filter, orderBy = [], view, rootsOnly = false }: RunsAsked) => ({
    experiments: experimentIds.length === 0 ? null : numbers(experimentIds),
    view,
    clauses: parseFilter(filter, runs),
    orders: parseOrders(orderBy, runs),
    rootsOnly,
  });
  return {
    runs: async ({ limit, offset, orderBySummary: by, ...asked }) =>
      asJson(await readers.ask(shownRuns, { search: understood(asked), page: { limit, offset }, by })),
    summaries: async (runIds, summaries) => asJson(await readers.ask(runSummaries, { runIds, summaries })),
    keys: async (ids) => asJson(await readers.ask(knownKeys, { experiments: ids.length === 0 ? null : numbers(ids) })),
    groups: async ({ by, metrics, ...asked }) => asJson(await readers.ask(groupedRuns, { search: understood(asked), by: groupBy(by), metrics })),
    mlflowRuns: async ({ maxResults, pageToken, ...asked }) => {
      const { offset, after } = placeOf(pageToken);
      const search = { ...understood(asked), experiments: numbers(asked.experimentIds) };
      // In another order, only the offset says where the page begins.
      const place = after && search.orders.length === 0 ? { after } : {};
      return readers.ask(runsPage, { search: { ...search, ...place }, page: { limit: maxResults, offset } });
    },
    mlflowExperiments: async ({ filter, orderBy, view, maxResults, pageToken }) => {
      const search = { view, clauses: parseFilter(filter, experiments), orders: parseOrders(orderBy, experiments) };
      return readers.ask(experimentsPage, { search, page: { limit: maxResults, offset: offsetOf(pageToken) } });
    },
  };
}

/** What is no number names no experiment. */
function numbers(ids: readonly string[]): number[] {
  return [...new Set(ids.filter((id) => /^\d{1,15}$/.test(id)).map(Number))];
}

function groupBy(written: string): GroupBy {
  const [{ kind, key }] = parseOrders([written], runs) as [Order];
  if (kind === 'metric' || kind === 'dataset') throw new BancadaError('BAD_REQUEST', { detail: `by: ${written}` });
  return { kind, key };
}
