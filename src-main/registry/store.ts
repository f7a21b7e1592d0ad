/** `createRegistryStore`: the rows of the registry, and what is asked of them everywhere: which model, which version. */
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Storage } from '../storage/index.ts';
import { type EventRows, eventRows } from './rows/events.ts';
import { type ModelRows, modelRows } from './rows/models.ts';
import { type VersionRows, versionRows } from './rows/versions.ts';
import { refused } from './rules/names.ts';

export interface RegistryStore {
  readonly models: ModelRows;
  readonly versions: VersionRows;
  readonly events: EventRows;
  write: Storage['write'];
  now(): number;
  /** MODEL_NOT_FOUND. */
  modelId(name: string): number;
  /** The keys of a version that exists. MODEL_NOT_FOUND, VERSION_NOT_FOUND; REGISTRY_INPUT_INVALID when it is no number. */
  versionKey(name: string, version: string): { model: number; number: number };
  versionMissing(name: string, version: string): BancadaError;
}

export function createRegistryStore({ storage, clock }: Pick<Core, 'storage' | 'clock'>): RegistryStore {
  const models = modelRows(storage);
  const versions = versionRows(storage);
  const now = () => clock.now();

  function modelId(name: string): number {
    const id = models.id(name);
    if (id === undefined) throw new BancadaError('MODEL_NOT_FOUND', { name });
    return id;
  }

  function versionMissing(name: string, version: string): BancadaError {
    const model = modelId(name);
    const known = [...versions.all(model).map((one) => `:${one.version}`), ...Object.keys(models.get(model).aliases).map((alias) => `@${alias}`)];
    const shown = known.length > 20 ? [...known.slice(0, 20), '…'] : known;
    return new BancadaError('VERSION_NOT_FOUND', { name, version, known: shown.join(', ') });
  }

  return {
    models,
    versions,
    events: eventRows(storage, now),
    write: storage.write,
    now,
    modelId,
    versionKey(name, version) {
      const number = numberOf(version);
      const model = modelId(name);
      if (versions.downloadUri(model, number) === undefined) throw versionMissing(name, version);
      return { model, number };
    },
    versionMissing,
  };
}

function numberOf(version: string): number {
  if (!/^\s*[+-]?\d+\s*$/.test(version)) throw refused('version', `Parameter 'version' must be an integer, got '${version.slice(0, 100)}'.`);
  // More digits than any version has: nothing is found.
  return version.length > 12 ? -1 : Number(version);
}
