/** `createCards`: model cards: written by the lab until somebody edits one. */
import type { Language } from '../../contract/base.ts';
import type { ModelCard, ModelVersion, VersionLineage } from '../../contract/registry.ts';
import type { Storage } from '../../storage/index.ts';
import type { Author } from '../rows/events.ts';
import { checkDescription } from '../rules/names.ts';
import type { RegistryStore } from '../store.ts';
import { writeCard } from './write.ts';

interface Saved {
  text: string;
  by: string;
  at: number;
}

export function createCards({ db }: Pick<Storage, 'db'>, store: RegistryStore, lineage: (version: ModelVersion) => VersionLineage) {
  const saved = db.prepare<[number, number, Language], Saved>(
    'SELECT text, saved_by AS by, saved_at AS at FROM model_cards WHERE model = ? AND version = ? AND language = ?',
  );
  const put = db.prepare<[number, number, Language, string, string, number]>(
    `INSERT INTO model_cards VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET text = excluded.text, saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
  );
  const drop = db.prepare<[number, number, Language]>('DELETE FROM model_cards WHERE model = ? AND version = ? AND language = ?');

  return {
    read(version: ModelVersion, language: Language): ModelCard {
      const { model, number } = store.versionKey(version.name, version.version);
      const found = saved.get(model, number, language);
      if (found) return { text: found.text, saved: { by: found.by, at: found.at } };
      const subject = { version, modelDescription: store.models.get(model).description, lineage: lineage(version) };
      return { text: writeCard(subject, language), saved: null };
    },
    async save(name: string, version: string, { language, text }: { language: Language; text: string }, author: Author): Promise<void> {
      checkDescription(text);
      await store.write(() => {
        const { model, number } = store.versionKey(name, version);
        const before = saved.get(model, number, language)?.text ?? null;
        const after = text.trim() === '' ? null : text;
        if (before === after) return;
        if (after === null) drop.run(model, number, language);
        else put.run(model, number, language, after, author.by, store.now());
        store.events.add({ model, name, kind: 'card-saved', version: number, subject: language, before, after, ...author });
      });
    },
  };
}
