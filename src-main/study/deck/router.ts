import { procedures } from '../../common/procedures.ts';
import { cardsContract } from '../../contract/cards.ts';
import type { Deck } from './index.ts';

export function cardsRouter(deck: Deck) {
  const implement = procedures(cardsContract);
  return implement.router({
    undo: implement.undo.handler(({ input }) => deck.undo(input.answerId)),
    own: implement.own.handler(() => deck.own()),
    save: implement.save.handler(({ input }) => deck.save(input)),
    remove: implement.remove.handler(({ input }) => deck.remove(input.id)),
    leeches: implement.leeches.handler(({ input }) => deck.leeches(input.language)),
    release: implement.release.handler(({ input }) => deck.release(input.moduleId, input.cardId)),
    stats: implement.stats.handler(() => deck.stats()),
    toAnki: implement.toAnki.handler(({ input }) => deck.toAnki(input.language, input.which)),
    fromAnki: implement.fromAnki.handler(({ input }) => deck.fromAnki(input.text)),
  });
}
