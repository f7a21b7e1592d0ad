/** `createModels`: registered models: made, renamed, described, tagged and deleted, each change with its line of history. */
import { BancadaError } from '../contract/errors.ts';
import type { Author } from './rows/events.ts';
import { checkDescription, checkModelName, checkTag, checkTagKey } from './rules/names.ts';
import type { RegistryStore } from './store.ts';

export interface Models {
  /** MODEL_EXISTS, REGISTRY_INPUT_INVALID. */
  create(about: { name: string; description?: string; tags?: Tag[] }, author: Author): Promise<void>;
  describeModel(name: string, description: string, author: Author): Promise<void>;
  /** Everything goes with it: versions, aliases, tags, history. MODEL_EXISTS. */
  rename(name: string, newName: string, author: Author): Promise<void>;
  /** Its history stays, without it. */
  deleteModel(name: string, author: Author): Promise<void>;
  setModelTag(name: string, tag: Tag, author: Author): Promise<void>;
  deleteModelTag(name: string, key: string, author: Author): Promise<void>;
}

export interface Tag {
  key: string;
  value: string;
}

export interface ModelNews {
  changed(name: string): void;
  renamed(from: string, to: string): Promise<void>;
  /** The model is gone; its id says where it kept its files. */
  deleted(model: number): Promise<void>;
}

export function createModels(store: RegistryStore, news: ModelNews): Models {
  const { models, events } = store;

  /** A change of a model that exists, as one transaction. */
  async function change(name: string, make: (model: number) => void): Promise<void> {
    await store.write(() => make(store.modelId(name)));
    news.changed(name);
  }

  return {
    async create({ name, description = '', tags = [] }, author) {
      checkModelName(name);
      checkDescription(description);
      for (const { key, value } of tags) checkTag(key, value);
      await store.write(() => {
        if (!models.insert(name, description, store.now())) throw new BancadaError('MODEL_EXISTS', { name });
        const model = store.modelId(name);
        for (const { key, value } of tags) models.putTag(model, key, value);
        events.add({ model, name, kind: 'model-created', ...author });
      });
      news.changed(name);
    },
    describeModel(name, description, author) {
      checkDescription(description);
      return change(name, (model) => {
        const before = models.get(model).description;
        models.describe(model, description, store.now());
        if (before !== description) events.add({ model, name, kind: 'model-described', before, after: description, ...author });
      });
    },
    async rename(name, newName, author) {
      checkModelName(newName, 'new_name');
      await change(name, (model) => {
        const taken = models.id(newName);
        if (taken !== undefined && taken !== model) throw new BancadaError('MODEL_EXISTS', { name: newName });
        models.rename(model, newName, store.now());
        if (newName !== name) events.add({ model, name: newName, kind: 'model-renamed', before: name, after: newName, ...author });
      });
      news.changed(newName);
      if (newName !== name) await news.renamed(name, newName);
    },
    async deleteModel(name, author) {
      let model = 0;
      await change(name, (id) => {
        model = id;
        events.add({ model, name, kind: 'model-deleted', before: String(models.get(model).versions), ...author });
        models.delete(model);
      });
      await news.deleted(model);
    },
    setModelTag(name, { key, value }, author) {
      checkTag(key, value);
      return change(name, (model) => {
        const before = models.tag(model, key) ?? null;
        models.putTag(model, key, value);
        if (before !== value) events.add({ model, name, kind: 'model-tag', subject: key, before, after: value, ...author });
      });
    },
    deleteModelTag(name, key, author) {
      checkTagKey(key);
      return change(name, (model) => {
        const before = models.tag(model, key);
        if (before === undefined) return;
        models.dropTag(model, key);
        events.add({ model, name, kind: 'model-tag', subject: key, before, after: null, ...author });
      });
    },
  };
}
