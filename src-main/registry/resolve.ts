/** `createResolve`: the version that a target such as `model@alias` means. */

import { BancadaError } from '../contract/errors.ts';
import type { ModelVersion } from '../contract/registry.ts';
import type { RegistryStore } from './store.ts';
import { parseTarget } from './target.ts';

export function createResolve(store: RegistryStore): (target: string) => ModelVersion {
  const { models, versions } = store;

  function version(name: string, wanted: string): ModelVersion {
    const model = store.modelId(name);
    const found = /^[1-9]\d{0,8}$/.test(wanted) ? versions.get(model, Number(wanted)) : undefined;
    if (!found) throw store.versionMissing(name, wanted);
    return found;
  }

  return (target) => {
    const parsed = parseTarget(target);
    // A name may hold the signs that set an alias apart.
    const { name, alias, version: wanted } = models.id(parsed.name) === undefined ? { name: target, alias: null, version: null } : parsed;
    const model = models.id(name);
    if (model === undefined) throw new BancadaError('MODEL_NOT_FOUND', { name: parsed.name });
    const { aliases, latestVersion } = models.get(model);
    if (wanted !== null) return version(name, wanted);
    if (alias !== null && alias !== 'latest') return version(name, aliases[alias] ?? `@${alias}`);
    return version(name, (alias === null ? aliases.champion : undefined) ?? latestVersion ?? '@latest');
  };
}
