/** `openDeck`: what `Deck` promises. */
import { randomUUID } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { cardLapses, cardState } from '../cards.ts';
import { planImport } from './anki/plan-import.ts';
import { readAnkiText } from './anki/read-text.ts';
import { writeAnkiText } from './anki/write-text.ts';
import type { Deck, DeckParts } from './index.ts';
import { ownModule } from './own.ts';
import { cardStats, statsBegin } from './stats.ts';
import { createDeckStore } from './store.ts';

export function openDeck(core: Core, { own, everyCard, changed }: DeckParts): Deck {
  const store = createDeckStore(core.storage);
  const missing = (id: string) => new BancadaError('CARD_NOT_FOUND', { id });

  return {
    async undo(answerId) {
      const card = await store.undo(answerId);
      if (!card) throw new BancadaError('CARD_ANSWER_GONE');
      changed(card.moduleId);
      return card;
    },
    own: async () => own.all(),
    async save({ id, front, back, tags }) {
      if (id !== undefined && !own.get(id)) throw missing(id);
      const row = { id: id ?? randomUUID(), front, back, tags: [...new Set(tags)], at: core.clock.now() };
      await own.put([row]);
      changed(ownModule);
      return own.get(row.id) ?? { ...row, changedAt: row.at, dueAt: null };
    },
    async remove(id) {
      if (!(await own.drop(id))) throw missing(id);
      changed(ownModule);
    },
    async leeches(language) {
      const cards = new Map(everyCard(language).map((card) => [`${card.moduleId}/${card.id}`, card]));
      return store.leeches().flatMap(({ moduleId, cardId, since, dueAt, state }) => {
        const card = cards.get(`${moduleId}/${cardId}`);
        return card ? [{ ...card, since, dueAt, state: cardState(state), lapses: cardLapses(state) }] : [];
      });
    },
    async release(moduleId, cardId) {
      if (!(await store.release(moduleId, cardId))) throw missing(`${moduleId}/${cardId}`);
      changed(moduleId);
    },
    async stats() {
      const now = core.clock.now();
      return cardStats(store.past(statsBegin(now)), store.ahead(), store.leeches().length, now);
    },
    async toAnki(language, which) {
      const cards = everyCard(language).filter(({ moduleId }) => which === 'all' || moduleId === ownModule);
      return { text: writeAnkiText(cards), cards: cards.length };
    },
    async fromAnki(text) {
      const read = readAnkiText(text);
      if (read.notes.length === 0) throw new BancadaError('CARDS_FILE_INVALID', { detail: text.slice(0, 40) });
      const { rows, told } = planImport(read, own.all());
      const at = core.clock.now();
      await own.put(rows.map((row) => ({ ...row, at })));
      if (rows.length > 0) changed(ownModule);
      return told;
    },
  };
}
