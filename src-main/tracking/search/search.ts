/** `createSearch`: searches, understood here and read in a thread. TRACKING_FILTER_INVALID says what is not understood. */
import { experiments, offsetOf, parseFilter, parseOrders, runs } from '../../filter/index.ts';
import type { Readers } from '../../storage/index.ts';
import { experimentsPage, runsPage } from './pages.ts';
import type { View } from './request.ts';

export interface SearchAsked {
  filter?: string | undefined;
  orderBy: readonly string[];
  view: View;
  maxResults: number;
  pageToken?: string | undefined;
}

export interface Search {
  /** MLflow's answer, as JSON. */
  mlflowRuns(asked: SearchAsked & { experimentIds: readonly string[] }): Promise<Uint8Array>;
  /** MLflow's answer, as JSON. */
  mlflowExperiments(asked: SearchAsked): Promise<Uint8Array>;
}

export function createSearch(readers: Readers): Search {
  return {
    mlflowRuns: async ({ experimentIds, filter, orderBy, view, maxResults, pageToken }) => {
      const search = {
        experiments: numbers(experimentIds),
        view,
        clauses: parseFilter(filter, runs),
        orders: parseOrders(orderBy, runs),
        rootsOnly: false,
      };
      return readers.ask(runsPage, { search, page: { limit: maxResults, offset: offsetOf(pageToken) } });
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
