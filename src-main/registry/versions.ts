/** `createVersions`: changes of versions that exist, each with its line of history. */
import { BancadaError } from '../contract/errors.ts';
import type { ModelVersion } from '../contract/registry.ts';
import type { Tag } from './models.ts';
import type { Author } from './rows/events.ts';
import { checkDescription, checkTag, checkTagKey, refused, stageOf } from './rules/names.ts';
import type { RegistryStore } from './store.ts';

export interface Versions {
  describe(name: string, version: string, description: string, author: Author): Promise<void>;
  setVersionTag(name: string, version: string, tag: Tag, author: Author): Promise<void>;
  deleteVersionTag(name: string, version: string, key: string, author: Author): Promise<void>;
  /** `archiveOthers` moves whoever is in that stage to Archived: only for Staging and Production. */
  moveToStage(name: string, version: string, stage: string, archiveOthers: boolean, author: Author): Promise<void>;
  /** Its aliases go with it; its number is not given again. */
  deleteVersion(name: string, version: string, author: Author): Promise<void>;
  /** Where its files are, as a client reads them. */
  downloadUri(name: string, version: string): string;
  /** The newest of each stage, of those stages; of all of them when none is named. */
  latestVersions(name: string, stages: readonly string[]): ModelVersion[];
}

interface Key {
  model: number;
  number: number;
}

export function createVersions(
  store: RegistryStore,
  news: { changed(name: string): void; versionDeleted(model: number, version: number): Promise<void> },
): Versions {
  const { models, versions, events } = store;

  async function change(name: string, version: string, make: (key: Key) => void): Promise<void> {
    await store.write(() => make(store.versionKey(name, version)));
    news.changed(name);
  }

  return {
    describe(name, version, description, author) {
      checkDescription(description);
      return change(name, version, ({ model, number }) => {
        const before = versions.get(model, number)!.description;
        versions.describe(model, number, description, store.now());
        if (before === description) return;
        events.add({ model, name, kind: 'version-described', version: number, before, after: description, ...author });
      });
    },
    setVersionTag(name, version, { key, value }, author) {
      checkTag(key, value);
      return change(name, version, ({ model, number }) => {
        const before = versions.tag(model, number, key) ?? null;
        versions.putTag(model, number, key, value);
        if (before !== value) events.add({ model, name, kind: 'version-tag', version: number, subject: key, before, after: value, ...author });
      });
    },
    deleteVersionTag(name, version, key, author) {
      checkTagKey(key);
      return change(name, version, ({ model, number }) => {
        const before = versions.tag(model, number, key);
        if (before === undefined) return;
        versions.dropTag(model, number, key);
        events.add({ model, name, kind: 'version-tag', version: number, subject: key, before, after: null, ...author });
      });
    },
    moveToStage(name, version, written, archiveOthers, author) {
      const stage = stageOf(written);
      if (archiveOthers && stage !== 'Staging' && stage !== 'Production')
        throw refused(
          'stage',
          `Model version transition cannot archive existing model versions because '${written}' is not an Active stage. Valid stages are ['Staging', 'Production']`,
        );
      return change(name, version, ({ model, number }) => {
        const at = store.now();
        const move = (one: number, after: typeof stage) => {
          const { stage: before } = versions.get(model, one)!;
          versions.setStage(model, one, after, at);
          if (before !== after) events.add({ model, name, kind: 'stage', version: one, before, after, ...author });
        };
        if (archiveOthers) for (const other of versions.othersInStage(model, stage, number)) move(other, 'Archived');
        move(number, stage);
        models.touch(model, at);
      });
    },
    async deleteVersion(name, version, author) {
      let gone: Key = { model: 0, number: 0 };
      await change(name, version, (key) => {
        gone = key;
        const { model, number } = key;
        const { aliases, source } = versions.get(model, number)!;
        for (const alias of aliases) {
          models.dropAlias(model, alias);
          events.add({ model, name, kind: 'alias', version: number, subject: alias, before: String(number), after: null, ...author });
        }
        versions.delete(model, number);
        events.add({ model, name, kind: 'version-deleted', version: number, before: source, ...author });
        models.touch(model, store.now());
      });
      await news.versionDeleted(gone.model, gone.number);
    },
    downloadUri(name, version) {
      const { model, number } = store.versionKey(name, version);
      const uri = versions.downloadUri(model, number);
      if (uri === undefined) throw new BancadaError('VERSION_NOT_FOUND', { name, version, known: '' });
      return uri;
    },
    latestVersions(name, stages) {
      const wanted = stages.map(stageOf);
      store.modelId(name);
      return versions.latest([name]).filter(({ stage }) => wanted.length === 0 || wanted.includes(stage));
    },
  };
}
