/** The learner's progress, derived from events, and the review of cards. */
import type { ContentCatalog } from '../catalog/index.ts';
import type { Core } from '../common/core.ts';
import { BancadaError, type DueCard, type Language, type ModuleProgress, type Overview, type Rating } from '../contract/index.ts';
import { answerCard, cardState } from './cards.ts';
import { createStudyStore, type StudyEvent } from './store.ts';

export type Tab = NonNullable<Overview['resume']>['tab'];

export interface Study {
  overview(): Overview;
  visit(moduleId: string, tab: Tab, section?: string): Promise<void>;
  markRead(moduleId: string, section: string, read: boolean): Promise<ModuleProgress>;
  passed(moduleId: string, checkIds: readonly string[]): Promise<void>;
  queue(language: Language, limit: number, moduleId?: string): DueCard[];
  answer(moduleId: string, cardId: string, rating: Rating): Promise<{ dueAt: number }>;
}

/** What the overview tells of the rest of the lab; asked, not known. */
export type LabPulse = () => Pick<Overview, 'firingAlerts' | 'endpoints' | 'runningRuns'>;

export function createStudy(core: Core, { catalog, pulse }: { catalog: ContentCatalog; pulse: LabPulse }): Study {
  const store = createStudyStore(core.storage);
  const event = (kind: StudyEvent['kind'], moduleId: string, subject: string, detail: string | null = null): StudyEvent => ({
    at: core.clock.now(),
    kind,
    moduleId,
    subject,
    detail,
  });
  const changed = (id: string) => core.changes.publish({ topic: 'progress', id });

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
      lastAt: events.at(-1)?.at ?? null,
    };
  }

  function dueKeys(now: number): Map<string, { dueAt: number; state: string }> {
    const due = store.cards().filter((row) => row.dueAt <= now);
    due.sort((a, b) => a.dueAt - b.dueAt);
    return new Map(due.map((row) => [`${row.moduleId}/${row.cardId}`, row]));
  }

  return {
    overview() {
      const visit = store.lastVisit();
      const modules = catalog.modules();
      return {
        resume: visit && { moduleId: visit.moduleId, tab: visit.subject as Tab, section: visit.detail, at: visit.at },
        dueCards: dueKeys(core.clock.now()).size,
        modules: modules.map((module) => progress(module.id, modules)),
        ...pulse(),
      };
    },
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
      const known = new Map(store.cards().map((row) => [`${row.moduleId}/${row.cardId}`, row]));
      const due = dueKeys(core.clock.now());
      const modules = catalog.modules().filter((module) => module.available && (moduleId === undefined || module.id === moduleId));
      const cards = modules.flatMap((module) => catalog.cards(module.id, language));
      const byKey = new Map(cards.map((card) => [`${card.moduleId}/${card.id}`, card]));
      const review = [...due].flatMap(([key, row]): DueCard[] => {
        const card = byKey.get(key);
        return card ? [{ ...card, dueAt: row.dueAt, state: cardState(row.state) }] : [];
      });
      const fresh = [...byKey].filter(([key]) => !known.has(key)).map(([, card]): DueCard => ({ ...card, dueAt: null, state: 'new' }));
      return [...review, ...fresh].slice(0, limit);
    },
    async answer(moduleId, cardId, rating) {
      if (!catalog.cardIds(moduleId).includes(cardId)) throw new BancadaError('BAD_REQUEST', { detail: `${moduleId}/${cardId}` });
      const { kept, dueAt } = answerCard(store.card(moduleId, cardId)?.state ?? null, rating, core.clock.now());
      await store.answer({ moduleId, cardId, dueAt, state: kept }, event('card', moduleId, cardId, rating));
      changed(moduleId);
      return { dueAt };
    },
  };
}
