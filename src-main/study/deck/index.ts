/** Cards beyond the daily queue. What the queue does not need is loaded when it is asked for. */
import type { Core } from '../../common/core.ts';
import type { CardDraft, CardStats, CardsImported, Language, Leech, OwnCard } from '../../contract/index.ts';
import type { OwnCards, Shown } from './own.ts';

export interface DeckParts {
  own: OwnCards;
  everyCard(language: Language): Shown[];
  /** Something of this module is different. */
  changed(moduleId: string): void;
}

export interface Deck {
  /** CARD_ANSWER_GONE when it is not the card's last answer. */
  undo(answerId: number): Promise<{ moduleId: string; cardId: string }>;
  own(): Promise<OwnCard[]>;
  save(draft: CardDraft & { id?: string | undefined }): Promise<OwnCard>;
  remove(id: string): Promise<void>;
  leeches(language: Language): Promise<Leech[]>;
  release(moduleId: string, cardId: string): Promise<void>;
  stats(): Promise<CardStats>;
  toAnki(language: Language, which: 'all' | 'own'): Promise<{ text: string; cards: number }>;
  fromAnki(text: string): Promise<CardsImported>;
}

export function createDeck(core: Core, parts: DeckParts): Deck {
  let made: Promise<Deck> | null = null;
  const later = () => {
    made ??= import('./create.ts').then(({ openDeck }) => openDeck(core, parts));
    return made;
  };
  return {
    undo: async (answerId) => (await later()).undo(answerId),
    own: async () => (await later()).own(),
    save: async (draft) => (await later()).save(draft),
    remove: async (id) => (await later()).remove(id),
    leeches: async (language) => (await later()).leeches(language),
    release: async (moduleId, cardId) => (await later()).release(moduleId, cardId),
    stats: async () => (await later()).stats(),
    toAnki: async (language, which) => (await later()).toAnki(language, which),
    fromAnki: async (text) => (await later()).fromAnki(text),
  };
}
