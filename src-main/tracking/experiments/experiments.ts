/** `createExperiments`: experiments from their making to their deletion, as MLflow knows them. */
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Experiment } from '../../contract/tracking.ts';
import { asJson, type Readers } from '../../storage/index.ts';
import { checkArtifactLocation, checkExperimentName, checkKey, checkLength, experimentTagLimit } from '../limits.ts';
import type { News } from '../news.ts';
import type { KeyValue } from '../runs/entity.ts';
import { experimentsList } from './reads.ts';
import type { ExperimentEntity, ExperimentStore, Lifecycle } from './store.ts';

export type LifecycleView = Lifecycle | 'all';

/** A few milliseconds. */
const runsAtOnce = 500;

export interface Experiments {
  /** With what is shown of each: how many runs, and when it last changed. Last changed first. */
  list(view?: LifecycleView): Promise<Experiment[]>;
  /** EXPERIMENT_NOT_FOUND. */
  get(experimentId: string): ExperimentEntity;
  /** Also one that is deleted: it keeps its name. */
  named(name: string): ExperimentEntity | undefined;
  /** Answers with the id. EXPERIMENT_EXISTS, EXPERIMENT_NAME_INVALID, TRACKING_LOCATION_INVALID. */
  create(about: { name: string; artifactLocation?: string; tags?: readonly KeyValue[] }): Promise<string>;
  /** EXPERIMENT_NOT_FOUND, EXPERIMENT_DELETED, EXPERIMENT_EXISTS. */
  rename(experimentId: string, name: string): Promise<void>;
  /** With all its runs, which can be restored with it until garbage is collected. EXPERIMENT_NOT_FOUND. */
  delete(experimentId: string): Promise<void>;
  restore(experimentId: string): Promise<void>;
  setTag(experimentId: string, key: string, value: string): Promise<void>;
  /** TAG_NOT_FOUND. */
  deleteTag(experimentId: string, key: string): Promise<void>;
}

export function createExperiments(
  { storage, clock }: Pick<Core, 'storage' | 'clock'>,
  readers: Readers,
  store: ExperimentStore,
  news: News,
): Experiments {
  async function changed(experimentId: string, change: () => void): Promise<void> {
    await storage.write(change);
    news(experimentId);
  }
  /**
   * Its runs first, some at a time, so that nobody waits for a hundred thousand of them; the experiment itself with the last ones.
   * Who finds it half done, because a core died, asks again.
   */
  async function setLifecycle(experimentId: string, from: Lifecycle, to: Lifecycle): Promise<void> {
    const deletedAt = to === 'deleted' ? clock.now() : null;
    const some = () =>
      storage.write(() => {
        const id = store.known(experimentId, from).experiment_id;
        const isMore = store.setRunsLifecycle({ id, from, to, deletedAt, limit: runsAtOnce }) === runsAtOnce;
        if (!isMore) store.setLifecycle(id, to, clock.now());
        return isMore;
      });
    while (await some());
    news(experimentId);
  }
  function checkTag(key: string, value: string): void {
    checkKey(key);
    checkLength(value, experimentTagLimit, 'value');
  }

  return {
    list: async (view = 'active') => asJson<Experiment[]>(await readers.ask(experimentsList, { view })),
    get: store.entity,
    named: store.named,
    async create({ name, artifactLocation, tags = [] }) {
      checkExperimentName(name);
      if (artifactLocation) checkArtifactLocation(artifactLocation);
      for (const { key, value } of tags) checkTag(key, value);
      const id = await storage.write(() => {
        checkFree(store, name);
        const made = store.insert(name, artifactLocation ? artifactLocation.replace(/\/+$/, '') : null, clock.now());
        for (const { key, value } of tags) store.setTag(made, key, value);
        return made;
      });
      news(String(id));
      return String(id);
    },
    async rename(experimentId, name) {
      checkExperimentName(name);
      await changed(experimentId, () => {
        const { experiment_id } = store.writable(experimentId);
        checkFree(store, name, experiment_id);
        store.rename(experiment_id, name, clock.now());
      });
    },
    delete: (experimentId) => setLifecycle(experimentId, 'active', 'deleted'),
    restore: (experimentId) => setLifecycle(experimentId, 'deleted', 'active'),
    async setTag(experimentId, key, value) {
      checkTag(key, value);
      await changed(experimentId, () => store.setTag(store.writable(experimentId).experiment_id, key, value));
    },
    deleteTag: (experimentId, key) =>
      changed(experimentId, () => {
        const found = store.deleteTag(store.writable(experimentId).experiment_id, key);
        if (!found) throw new BancadaError('TAG_NOT_FOUND', { key, of: 'experiment', id: experimentId });
      }),
  };
}

/** Names are unique, those of deleted experiments included. EXPERIMENT_EXISTS. */
function checkFree(store: ExperimentStore, name: string, own?: number): void {
  const held = store.idOf(name);
  if (held && held.experiment_id !== own) throw new BancadaError('EXPERIMENT_EXISTS', { name, lifecycle: held.lifecycle_stage });
}
