/** `startCompleteServer`: the server with every endpoint that the lab answers. */
import type { RegistryDomain } from '../registry/index.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import { artifactEndpoints } from './endpoints/artifacts.ts';
import { experimentEndpoints } from './endpoints/experiments.ts';
import { historyEndpoints } from './endpoints/history.ts';
import { inputEndpoints } from './endpoints/inputs.ts';
import { loggedModelSearchEndpoint } from './endpoints/logged-model-search.ts';
import { loggedModelEndpoints } from './endpoints/logged-models.ts';
import { metricWriteEndpoints } from './endpoints/metrics-writes.ts';
import { registryEndpoints } from './endpoints/registry/index.ts';
import { runEndpoints } from './endpoints/runs.ts';
import { searchEndpoints } from './endpoints/search.ts';
import { artifactRoutes } from './raw/artifacts.ts';
import { partUploadRoutes } from './raw/part-uploads.ts';
import { runFileRoutes } from './raw/run-files.ts';
import { versionFileRoutes } from './raw/version-files.ts';
import { type MlflowServer, type MlflowServerOptions, startMlflowServer } from './server.ts';

interface Domains {
  tracking: TrackingDomain;
  registry: RegistryDomain;
}

export function startCompleteServer(
  { tracking, registry }: Domains,
  options: Omit<MlflowServerOptions, 'endpoints' | 'rawRoutes'>,
): Promise<MlflowServer> {
  const { tree } = tracking.artifacts;
  return startMlflowServer({
    ...options,
    endpoints: [
      ...experimentEndpoints(tracking),
      ...runEndpoints(tracking),
      ...metricWriteEndpoints(tracking),
      ...inputEndpoints(tracking),
      ...searchEndpoints(tracking),
      ...historyEndpoints(tracking),
      ...artifactEndpoints(tracking),
      ...loggedModelEndpoints(tracking),
      loggedModelSearchEndpoint(tracking),
      ...registryEndpoints(registry),
    ],
    rawRoutes: [artifactRoutes(tree), partUploadRoutes(tree), runFileRoutes(tracking), versionFileRoutes(registry, tracking)],
  });
}
