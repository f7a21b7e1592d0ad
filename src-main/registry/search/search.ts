/** `createRegistrySearch`: models and versions by MLflow's grammar, understood here and read in a thread. TRACKING_FILTER_INVALID. */
import type { RegisteredModel } from '../../contract/registry.ts';
import { modelVersions, offsetOf, parseFilter, parseOrders, registeredModels } from '../../filter/index.ts';
import { asJson, type Readers } from '../../storage/index.ts';
import { modelsFound, modelsPage, versionsPage } from './queries.ts';

export interface ModelsAsked {
  filter?: string | undefined;
  orderBy: readonly string[];
}

export interface PageAsked extends ModelsAsked {
  maxResults: number;
  pageToken?: string | undefined;
}

export interface RegistrySearch {
  models(asked: ModelsAsked & { limit: number; offset: number }): Promise<{ models: RegisteredModel[]; total: number }>;
  /** MLflow's answer, as JSON. */
  mlflowModels(asked: PageAsked): Promise<Uint8Array>;
  /** MLflow's answer, as JSON. Unless another order is asked for, what changed last comes first. */
  mlflowVersions(asked: PageAsked): Promise<Uint8Array>;
}

export function createRegistrySearch(readers: Readers): RegistrySearch {
  const models = ({ filter, orderBy }: ModelsAsked) => ({
    clauses: parseFilter(filter, registeredModels),
    orders: parseOrders(orderBy, registeredModels),
  });
  const versions = ({ filter, orderBy }: ModelsAsked) => ({
    clauses: parseFilter(filter, modelVersions),
    orders: parseOrders(orderBy.length > 0 ? orderBy : ['last_updated_timestamp DESC'], modelVersions),
  });
  const page = ({ maxResults, pageToken }: PageAsked) => ({ limit: maxResults, offset: offsetOf(pageToken) });

  return {
    models: async ({ limit, offset, ...asked }) => asJson(await readers.ask(modelsFound, { asked: models(asked), page: { limit, offset } })),
    mlflowModels: async (asked) => readers.ask(modelsPage, { asked: models(asked), page: page(asked) }),
    mlflowVersions: async (asked) => readers.ask(versionsPage, { asked: versions(asked), page: page(asked) }),
  };
}
