/** `createAliases`: names that point at versions; every move says who, when and why, and any past state can come back. */
import { BancadaError } from '../contract/errors.ts';
import type { Author } from './rows/events.ts';
import { checkAlias, checkNewAlias } from './rules/names.ts';
import type { RegistryStore } from './store.ts';

export interface Aliases {
  setAlias(name: string, alias: string, version: string, by: string, why?: { comment?: string; forced?: readonly string[] }): Promise<void>;
  /** Nothing happens when there is no such alias. */
  deleteAlias(name: string, alias: string, by: string, why?: { comment?: string }): Promise<void>;
  /** The alias goes back to what it was right after that move. ALIAS_MOVE_NOT_FOUND; VERSION_NOT_FOUND when that version is gone. */
  rollback(name: string, moveId: number, author: Author): Promise<void>;
  /** The version that the alias points at. MODEL_NOT_FOUND, ALIAS_NOT_FOUND. */
  aliased(name: string, alias: string): string;
}

type Move = Author & { forced?: readonly string[] };

export function createAliases(store: RegistryStore, changed: (name: string) => void): Aliases {
  const { models, events } = store;

  function move(name: string, model: number, alias: string, to: number | null, why: Move): void {
    const from = models.alias(model, alias) ?? null;
    if (from === to) return;
    if (to === null) models.dropAlias(model, alias);
    else models.putAlias(model, alias, to);
    const [before, after] = [from?.toString() ?? null, to?.toString() ?? null];
    events.add({ model, name, kind: 'alias', version: to ?? from ?? 0, subject: alias, before, after, ...why });
    models.touch(model, store.now());
  }

  return {
    async setAlias(name, alias, version, by, why = {}) {
      checkNewAlias(alias);
      await store.write(() => {
        const { model, number } = store.versionKey(name, version);
        move(name, model, alias, number, { by, ...why });
      });
      changed(name);
    },
    async deleteAlias(name, alias, by, why = {}) {
      checkAlias(alias);
      await store.write(() => move(name, store.modelId(name), alias, null, { by, ...why }));
      changed(name);
    },
    async rollback(name, moveId, author) {
      await store.write(() => {
        const model = store.modelId(name);
        const past = events.move(model, moveId);
        if (!past) throw new BancadaError('ALIAS_MOVE_NOT_FOUND', { name, move: moveId });
        const to = past.to === null ? null : store.versionKey(name, past.to).number;
        move(name, model, past.alias, to, author);
      });
      changed(name);
    },
    aliased(name, alias) {
      checkAlias(alias);
      const version = models.alias(store.modelId(name), alias);
      if (version === undefined) throw new BancadaError('ALIAS_NOT_FOUND', { name, alias });
      return String(version);
    },
  };
}
