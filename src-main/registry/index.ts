/** The model registry: versions of model folders, the aliases that point at them, and who moved which when. */
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { AliasMove, ModelVersion, RegisteredModel } from '../contract/registry.ts';
import type { Tracking } from '../tracking/index.ts';
import { readModelFolder } from './model-folder.ts';
import type { Registry } from './registry.ts';
import { createRegistryStore } from './store.ts';
import { parseTarget } from './target.ts';

export type { Registry } from './registry.ts';
export { registryRouter } from './router.ts';
export { parseTarget } from './target.ts';

export interface RegistryDomain extends Registry {
  models(): RegisteredModel[];
  model(name: string): RegisteredModel & { items: ModelVersion[]; history: AliasMove[] };
  deleteAlias(name: string, alias: string, by: string): Promise<void>;
  describe(name: string, version: string, description: string): Promise<void>;
}

/** Of the tracked run that made a version, so that the run's page can name it, as MLflow does. */
const versionsTag = 'mlflow.modelVersions';

type RegistryCore = Pick<Core, 'storage' | 'artifacts' | 'changes' | 'clock'>;

export function createRegistry(core: RegistryCore, { tracking }: { tracking: Tracking }): RegistryDomain {
  const store = createRegistryStore(core.storage);
  let endpointsOf: (name: string, version: string) => string[] = () => [];
  const changed = (name: string) => core.changes.publish({ topic: 'registry', id: name });
  const shown = (version: ModelVersion): ModelVersion => ({ ...version, endpoints: endpointsOf(version.name, version.version) });

  function idOf(name: string): number {
    const id = store.id(name);
    if (id === undefined) throw new BancadaError('MODEL_NOT_FOUND', { name });
    return id;
  }

  function version(name: string, wanted: string): ModelVersion {
    const id = idOf(name);
    const found = /^[1-9]\d{0,8}$/.test(wanted) ? store.version(id, Number(wanted)) : undefined;
    if (found) return shown(found);
    const { aliases } = store.model(name)!;
    const known = [...store.versions(id).map((one) => `:${one.version}`), ...Object.keys(aliases).map((alias) => `@${alias}`)];
    throw new BancadaError('VERSION_NOT_FOUND', { name, version: wanted, known: known.join(', ') });
  }

  return {
    async register({ name, digest, runId, trackingRunId, metrics }) {
      checkName(name);
      const { algorithm, description, signature, inputExample, bytes } = readModelFolder(core.artifacts.path(digest));
      const finite = Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)));
      const about = { algorithm, description, signature, inputExample, bytes, digest, runId, trackingRunId, metrics: finite };
      const number = await store.register(name, about, core.clock.now());
      if (trackingRunId) await tracking.logBatch(trackingRunId, { tags: { [versionsTag]: JSON.stringify([{ name, version: String(number) }]) } });
      changed(name);
      return version(name, String(number));
    },
    async setAlias(name, alias, wanted, by) {
      const { version: to } = version(name, wanted);
      await store.moveAlias(idOf(name), alias, Number(to), by, core.clock.now());
      changed(name);
    },
    async deleteAlias(name, alias, by) {
      await store.moveAlias(idOf(name), alias, null, by, core.clock.now());
      changed(name);
    },
    async describe(name, wanted, description) {
      const { version: number } = version(name, wanted);
      await store.describe(idOf(name), Number(number), description, core.clock.now());
      changed(name);
    },
    resolve(target) {
      const { name, alias, version: wanted } = parseTarget(target);
      idOf(name);
      const { aliases, latestVersion } = store.model(name)!;
      if (wanted !== null) return version(name, wanted);
      if (alias !== null && alias !== 'latest') return version(name, aliases[alias] ?? `@${alias}`);
      return version(name, (alias === null ? aliases.champion : undefined) ?? latestVersion!);
    },
    folder: ({ digest }) => core.artifacts.path(digest),
    askEndpoints(namesOf) {
      endpointsOf = namesOf;
    },
    models: () => store.models(),
    model(name) {
      const id = idOf(name);
      return { ...store.model(name)!, items: store.versions(id).map(shown), history: store.moves(id) };
    },
  };
}

/** What a target such as `name@alias` or `name:1` can be told apart from. */
function checkName(name: string): void {
  const expected = '[A-Za-z0-9_.-]{1,250}';
  if (!new RegExp(`^${expected}$`).test(name))
    throw new BancadaError('PARAM_INVALID', { name: 'name', value: name, expected, example: 'atrasos-voos' });
}
