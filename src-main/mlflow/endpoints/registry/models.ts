/** `/mlflow/registered-models/…` but its aliases. */
import { z } from 'zod';
import { modelOut, type RegistryDomain, versionOut } from '../../../registry/index.ts';
import { type Endpoint, endpoint, JsonText } from '../../endpoint.ts';
import { keyValue, list, repeated, required } from '../../wire.ts';
import { byClient } from './author.ts';
import { pageOf, searched } from './page.ts';

const mostModels = 1000;

export function registeredModelEndpoints(registry: RegistryDomain): Endpoint[] {
  const at = (path: string) => `/mlflow/registered-models/${path}`;
  const named = z.object({ name: required });
  const tagged = named.extend({ key: required });
  const staged = named.extend({ stages: repeated(z.string()) });
  const described = named.extend({ description: z.string().default('') });
  const shown = (name: string) => ({ registered_model: modelOut(registry.registeredModel(name), registry.latestVersions(name, [])) });
  const latest = ({ name, stages }: z.infer<typeof staged>) => ({ model_versions: registry.latestVersions(name, stages).map(versionOut) });

  return [
    endpoint('POST', at('create'), described.extend({ tags: list(keyValue) }), async (about) => {
      await registry.create(about, byClient);
      return shown(about.name);
    }),
    endpoint('GET', at('get'), named, ({ name }) => shown(name)),
    endpoint('PATCH', at('update'), described, async ({ name, description }) => {
      await registry.describeModel(name, description, byClient);
      return shown(name);
    }),
    endpoint('POST', at('rename'), named.extend({ new_name: required }), async ({ name, new_name }) => {
      await registry.rename(name, new_name, byClient);
      return shown(new_name);
    }),
    endpoint('DELETE', at('delete'), named, async ({ name }) => {
      await registry.deleteModel(name, byClient);
      return {};
    }),
    endpoint('GET', at('search'), searched(100), async (asked) => new JsonText(await registry.search.mlflowModels(pageOf(asked, mostModels)))),
    endpoint('POST', at('get-latest-versions'), staged, latest),
    endpoint('GET', at('get-latest-versions'), staged, latest),
    endpoint('POST', at('set-tag'), tagged.extend({ value: z.string().default('') }), async ({ name, ...tag }) => {
      await registry.setModelTag(name, tag, byClient);
      return {};
    }),
    endpoint('DELETE', at('delete-tag'), tagged, async ({ name, key }) => {
      await registry.deleteModelTag(name, key, byClient);
      return {};
    }),
  ];
}
