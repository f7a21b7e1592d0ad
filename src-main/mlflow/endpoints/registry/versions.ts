/** `/mlflow/model-versions/…` */
import { z } from 'zod';
import { type RegistryDomain, versionOut } from '../../../registry/index.ts';
import { type Endpoint, endpoint, JsonText } from '../../endpoint.ts';
import { bool, keyValue, list, required } from '../../wire.ts';
import { byClient, ofVersion } from './author.ts';
import { pageOf, searched } from './page.ts';

const mostVersions = 200_000;

const text = z.string().default('');
/** Clients send the number, others what it is: a string. */
const number = z.union([z.string().min(1), z.number().int().transform(String)]);
const versioned = z.object({ name: required, version: number });
const tagged = versioned.extend({ key: required });
const created = z.object({
  name: required,
  source: required,
  run_id: text,
  run_link: text,
  description: text,
  model_id: text,
  tags: list(keyValue),
});

export function modelVersionEndpoints(registry: RegistryDomain): Endpoint[] {
  const at = (path: string) => `/mlflow/model-versions/${path}`;
  const shown = ({ name, version }: z.infer<typeof versioned>) => ({ model_version: versionOut(registry.version(name, version)) });

  return [
    endpoint('POST', at('create'), created, async ({ run_id, run_link, model_id, ...about }) => ({
      model_version: versionOut(await registry.createVersion({ ...about, runId: run_id, runLink: run_link, modelId: model_id }, byClient)),
    })),
    endpoint('GET', at('get'), versioned, (key) => ofVersion(key, () => shown(key))),
    endpoint('PATCH', at('update'), versioned.extend({ description: text }), (key) =>
      ofVersion(key, async () => {
        await registry.describe(key.name, key.version, key.description, byClient);
        return shown(key);
      }),
    ),
    endpoint('POST', at('transition-stage'), versioned.extend({ stage: required, archive_existing_versions: bool.default(false) }), (key) =>
      ofVersion(key, async () => {
        await registry.moveToStage(key.name, key.version, key.stage, key.archive_existing_versions, byClient);
        return shown(key);
      }),
    ),
    endpoint('DELETE', at('delete'), versioned, (key) =>
      ofVersion(key, async () => {
        await registry.deleteVersion(key.name, key.version, byClient);
        return {};
      }),
    ),
    endpoint('GET', at('get-download-uri'), versioned, (key) =>
      ofVersion(key, () => ({ artifact_uri: registry.downloadUri(key.name, key.version) })),
    ),
    endpoint(
      'GET',
      at('search'),
      searched(mostVersions),
      async (asked) => new JsonText(await registry.search.mlflowVersions(pageOf(asked, mostVersions))),
    ),
    endpoint('POST', at('set-tag'), tagged.extend({ value: text }), ({ key, value, ...version }) =>
      ofVersion(version, async () => {
        await registry.setVersionTag(version.name, version.version, { key, value }, byClient);
        return {};
      }),
    ),
    endpoint('DELETE', at('delete-tag'), tagged, ({ key, ...version }) =>
      ofVersion(version, async () => {
        await registry.deleteVersionTag(version.name, version.version, key, byClient);
        return {};
      }),
    ),
  ];
}
