/** The learner's progress, derived from events, and the review of cards. */
import type { ContentCatalog } from '../catalog/index.ts';
import type { Core } from '../common/core.ts';
import { BancadaError, type DueCard, type Language, type ModuleProgress, type Overview, type Rating } from '../contract/index.ts';
import { answerCard, cardState } from './cards.ts';
import { createDeck, type Deck } from './deck/index.ts';
import { createOwnCards, ownModule, type Shown, shownOwn } from './deck/own.ts';
import { createQuiz, type Quiz } from './quiz.ts';
import { createStudyStore, type StudyAct, type StudyEvent } from './store.ts';

export type Tab = NonNullable<Overview['resume']>['tab'];

export interface Study {
  overview(): Overview;
  /** Everything that the learner did, oldest first. */
  acts(): StudyAct[];
  visit(moduleId: string, tab: Tab, section?: string): Promise<void>;
  markRead(moduleId: string, section: string, read: boolean): Promise<ModuleProgress>;
  passed(moduleId: string, checkIds: readonly string[]): Promise<void>;
  queue(language: Language, limit: number, moduleId?: string): DueCard[];
  answer(moduleId: string, cardId: string, rating: Rating): Promise<{ dueAt: number; answerId: number; leech: boolean }>;
  deck: Deck;
  quiz: Quiz;
}

/** What the overview tells of the rest of the lab; asked, not known. */
export type LabPulse = () => Pick<Overview, 'firingAlerts' | 'endpoints' | 'runningRuns'>;

export function createStudy(core: Core, { catalog, pulse }: { catalog: ContentCatalog; pulse: LabPulse }): Study {
  const store = createStudyStore(core.storage);
  const own = createOwnCards(core.storage);
  const event = (kind: StudyEvent['kind'], moduleId: string, subject: string, detail: string | null = null): StudyEvent => ({
    at: core.clock.now(),
    kind,
    moduleId,
    subject,
    detail,
  });
  const changed = (id: string) => core.changes.publish({ topic: 'progress', id });

  const quiz = createQuiz(core, { catalog, changed });

  function progress(moduleId: string, modules = catalog.modules()): ModuleProgress {
    const read = new Set<string>();
    const passed = new Set<string>();
    const seen = new Set<string>();
    const events = store.ofModule(moduleId);
    for (const { kind, subject } of events) {
      if (kind === 'read') read.add(subject);
      if (kind === 'unread') read.delete(subject);
      if (kind === 'check') passed.add(subject);
      if (kind === 'card') seen.add(subject);
    }
    const summary = modules.find((module) => module.id === moduleId);
    return {
      moduleId,
      sectionsRead: [...read],
      sections: catalog.sectionIds(moduleId).length,
      checksPassed: [...passed],
      checks: summary?.checks ?? 0,
      cardsSeen: seen.size,
      cards: summary?.cards ?? 0,
      questionsRight: quiz.known(moduleId),
      questions: summary?.questions ?? 0,
      lastAt: latest(events.at(-1)?.at ?? null, quiz.lastAt(moduleId)),
    };
  }

  function moduleCards(language: Language, moduleId?: string): Shown[] {
    const modules = catalog.modules().filter((module) => module.available && (moduleId === undefined || module.id === moduleId));
    return modules.flatMap((module) => catalog.cards(module.id, language));
  }
  /** Every card there is, in the order in which new ones are met: the architectures', then the learner's own. */
  const everyCard = (language: Language): Shown[] => [...moduleCards(language), ...own.all().map(shownOwn)];
  const exists = (moduleId: string, cardId: string) =>
    moduleId === ownModule
      ? own.get(cardId) !== null
      : catalog.modules().some(({ id }) => id === moduleId) && catalog.cardIds(moduleId).includes(cardId);

  return {
    overview() {
      const visit = store.lastVisit();
      const modules = catalog.modules();
      return {
        resume: visit && { moduleId: visit.moduleId, tab: visit.subject as Tab, section: visit.detail, at: visit.at },
        dueCards: store.countDue(core.clock.now()),
        modules: modules.map((module) => progress(module.id, modules)),
        ...pulse(),
      };
    },
    acts: () => store.acts(),
    async visit(moduleId, tab, section) {
      await store.add(event('visit', moduleId, tab, section ?? null));
    },
    async markRead(moduleId, section, read) {
      if (!catalog.sectionIds(moduleId).includes(section))
        throw new BancadaError('MODULE_NOT_FOUND', { id: `${moduleId}#${section}`, known: catalog.sectionIds(moduleId).join(', ') });
      await store.add(event(read ? 'read' : 'unread', moduleId, section));
      changed(moduleId);
      return progress(moduleId);
    },
    async passed(moduleId, checkIds) {
      await store.addAll(checkIds.map((id) => event('check', moduleId, id)));
      changed(moduleId);
    },
    queue(language, limit, moduleId) {
      const withOwn = moduleId === undefined || moduleId === ownModule;
      const cards = new Map(moduleCards(language, moduleId).map((card) => [`${card.moduleId}/${card.id}`, card]));
      const queue: DueCard[] = [];
      // Own cards, of which there may be thousands, are read one by one as they come up.
      for (const row of store.due(core.clock.now(), moduleId)) {
        if (queue.length >= limit) break;
        const card = row.moduleId === ownModule ? withOwn && own.shown(row.cardId) : cards.get(`${row.moduleId}/${row.cardId}`);
        if (card) queue.push({ ...card, dueAt: row.dueAt, state: cardState(row.state) });
      }
      if (queue.length >= limit) return queue;
      const seen = store.seen();
      const unseen = [...cards].flatMap(([key, card]) => (seen.has(key) ? [] : [card])).slice(0, limit - queue.length);
      const ownUnseen = withOwn ? own.unseen(limit - queue.length - unseen.length) : [];
      return [...queue, ...[...unseen, ...ownUnseen].map((card) => ({ ...card, dueAt: null, state: 'new' as const }))];
    },
    async answer(moduleId, cardId, rating) {
      if (!exists(moduleId, cardId)) throw new BancadaError('CARD_NOT_FOUND', { id: `${moduleId}/${cardId}` });
      const at = core.clock.now();
      const before = store.card(moduleId, cardId)?.state ?? null;
      const { kept, dueAt, isLeech } = answerCard(before, rating, at);
      const state = before === null ? 'new' : cardState(before);
      const answerId = await store.answer({ moduleId, cardId, dueAt, state: kept }, { at, moduleId, cardId, rating, state, before }, isLeech);
      changed(moduleId);
      return { dueAt, answerId, leech: isLeech };
    },
    quiz,
    deck: createDeck(core, { own, everyCard, changed }),
  };
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
