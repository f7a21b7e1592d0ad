/** The registry's endpoints. */
import type { RegistryDomain } from '../../../registry/index.ts';
import type { Endpoint } from '../../endpoint.ts';
import { aliasEndpoints } from './aliases.ts';
import { registeredModelEndpoints } from './models.ts';
import { modelVersionEndpoints } from './versions.ts';

export function registryEndpoints(registry: RegistryDomain): Endpoint[] {
  return [...registeredModelEndpoints(registry), ...aliasEndpoints(registry), ...modelVersionEndpoints(registry)];
}
