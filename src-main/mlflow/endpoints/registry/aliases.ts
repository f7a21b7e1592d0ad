/** `/mlflow/registered-models/alias`. */
import { z } from 'zod';
import { type RegistryDomain, versionOut } from '../../../registry/index.ts';
import { type Endpoint, endpoint } from '../../endpoint.ts';
import { MlflowError } from '../../errors.ts';
import { required } from '../../wire.ts';
import { byClient, ofVersion } from './author.ts';

export function aliasEndpoints(registry: RegistryDomain): Endpoint[] {
  const path = '/mlflow/registered-models/alias';
  const aliased = z.object({ name: required, alias: required });
  return [
    endpoint('POST', path, aliased.extend({ version: required }), async ({ name, alias, version }) => {
      await ofVersion({ name, version }, () => registry.setAlias(name, alias, version, byClient.by));
      return {};
    }),
    endpoint('DELETE', path, aliased, async ({ name, alias }) => {
      await registry.deleteAlias(name, alias, byClient.by);
      return {};
    }),
    endpoint('GET', path, aliased, ({ name, alias }) => ({ model_version: versionOut(registry.version(name, versionOf(registry, name, alias))) })),
  ];
}

/** `latest` is no alias that anybody set. */
function versionOf(registry: RegistryDomain, name: string, alias: string): string {
  if (alias.toLowerCase() !== 'latest') return registry.aliased(name, alias);
  const { latestVersion } = registry.registeredModel(name);
  if (latestVersion === null) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `Latest version not found for model ${name}.`);
  return latestVersion;
}
