/** MLflow's REST protocol over tracking and registry, so that a stock client logs to the lab. */
import type { Core } from '../common/core.ts';
import type { RegistryDomain } from '../registry/index.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import { experimentEndpoints } from './endpoints/experiments.ts';
import { type MlflowServer, startMlflowServer } from './server.ts';

export type { MlflowServer } from './server.ts';

export interface Mlflow {
  /** PORT_TAKEN. */
  serve(options: { port?: number; token?: string | null }): Promise<MlflowServer>;
}

export function createMlflow(core: Pick<Core, 'log'>, { tracking }: { tracking: TrackingDomain; registry: RegistryDomain }): Mlflow {
  const endpoints = [...experimentEndpoints(tracking)];
  return {
    serve: (options) => startMlflowServer({ ...options, endpoints, rawRoutes: [], log: core.log }),
  };
}
