import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ContentCatalog } from '../catalog/index.ts';
import { openTestCore } from '../common/test-core.ts';
import type { Rating } from '../contract/index.ts';
import { createStudy, type Study } from './index.ts';

const day = 86_400_000;
const begin = new Date(2026, 0, 10, 12).getTime();
const card = { id: 'd', moduleId: 'm', kind: 'definition' as const, front: 'f', back: 'b', tags: [] };
const catalog = {
  modules: () => [{ id: 'm', available: true, cards: 1, checks: 0 }],
  cards: () => [card],
  cardIds: () => ['d'],
  sectionIds: () => [],
} as unknown as ContentCatalog;

let now = begin;
let opened: ReturnType<typeof openTestCore>;
let study: Study;
beforeEach(() => {
  now = begin;
  opened = openTestCore({ ...opened?.core.clock, now: () => now }, 'memory');
  study = open();
});
afterEach(() => opened.dispose());

const open = () => createStudy(opened.core, { catalog, pulse: () => ({ firingAlerts: 0, endpoints: { ready: 0, unhealthy: 0 }, runningRuns: 0 }) });
const kept = () => opened.core.storage.db.prepare('SELECT * FROM card_states ORDER BY module_id, card_id').all();
const seen = () => study.overview().modules[0]?.cardsSeen;

async function answer(rating: Rating, id = 'd', moduleId = 'm') {
  const answered = await study.answer(moduleId, id, rating);
  now = answered.dueAt;
  return answered;
}

/** Forgotten until it is set aside: each lapse needs the card back in review. */
async function forget(lapses: number) {
  await answer('easy');
  let last = await answer('again');
  for (let lapse = 1; lapse < lapses; lapse++) {
    while ((study.queue('pt', 1)[0]?.state ?? 'review') !== 'review') await answer('good');
    last = await answer('again');
  }
  return last;
}

it('takes answers back one by one, to the very card that was there before, and counts them no more', async () => {
  const first = await answer('good');
  const before = kept();
  const second = await answer('easy');
  expect(kept()).not.toEqual(before);
  await expect(study.deck.undo(first.answerId)).rejects.toMatchObject({ code: 'CARD_ANSWER_GONE' });
  await study.deck.undo(second.answerId);
  expect(kept()).toEqual(before);
  await study.deck.undo(first.answerId);
  expect([kept(), seen()]).toEqual([[], 0]);
  expect(study.queue('pt', 5)).toMatchObject([{ id: 'd', state: 'new' }]);
  expect((await study.deck.stats()).days).toEqual([]);
});

it('sets a card aside at its eighth lapse, shows it, and brings it back when it is released', async () => {
  expect((await forget(7)).leech).toBe(false);
  while (study.queue('pt', 1)[0]?.state !== 'review') await answer('good');
  const last = await answer('again');
  expect(last.leech).toBe(true);
  now += 30 * day;
  expect([study.queue('pt', 5), study.overview().dueCards]).toEqual([[], 0]);
  expect(await study.deck.leeches('pt')).toMatchObject([{ id: 'd', lapses: 8 }]);
  expect((await study.deck.stats()).cards.leeches).toBe(1);
  await study.deck.release('m', 'd');
  expect(study.queue('pt', 5)).toMatchObject([{ id: 'd' }]);
  await expect(study.deck.release('m', 'd')).rejects.toMatchObject({ code: 'CARD_NOT_FOUND' });
});

it('lets the undo of the lapse that set a card aside release it', async () => {
  const last = await forget(8);
  expect(last.leech).toBe(true);
  await study.deck.undo(last.answerId);
  expect(await study.deck.leeches('pt')).toEqual([]);
  expect(study.queue('pt', 5)).toMatchObject([{ id: 'd', state: 'review' }]);
});

it('tells true retention from cards in review only, with the days of the answers and what is due', async () => {
  await answer('easy'); // new: says nothing of memory
  await answer('good'); // review, a few days
  await answer('again'); // forgotten
  const { retention, days, forecast, cards } = await study.deck.stats();
  const mature = { answers: 1, recalled: 0 };
  expect(retention).toEqual([
    { overDays: 30, young: { answers: 0, recalled: 0 }, mature, unknown: 0 }, // the other one is longer ago
    { overDays: 365, young: { answers: 1, recalled: 1 }, mature, unknown: 0 },
  ]);
  expect(days.map(({ answers }) => answers)).toEqual([1, 1, 1]);
  expect(forecast).toHaveLength(30);
  expect([forecast[0]?.due, cards.learning]).toEqual([1, 1]);
});

it('keeps own cards through a restart, schedules them among the others, and forgets a deleted one', async () => {
  const { id } = await study.deck.save({ front: 'minha', back: 'resposta', tags: ['x', 'x'] });
  study = open();
  expect(await study.deck.own()).toMatchObject([{ id, front: 'minha', tags: ['x'], dueAt: null }]);
  expect(study.queue('en', 5).map(({ moduleId, kind }) => [moduleId, kind])).toEqual([
    ['m', 'definition'],
    ['own', 'own'],
  ]);
  const { dueAt, answerId } = await answer('good', id, 'own');
  await study.deck.save({ id, front: 'minha, melhor', back: 'resposta', tags: [] });
  expect(await study.deck.own()).toMatchObject([{ front: 'minha, melhor', tags: [], dueAt }]);
  await study.deck.remove(id);
  expect([await study.deck.own(), kept()]).toEqual([[], []]);
  await expect(study.deck.undo(answerId)).rejects.toMatchObject({ code: 'CARD_ANSWER_GONE' });
  await expect(study.deck.save({ id, front: 'a', back: 'b', tags: [] })).rejects.toMatchObject({ code: 'CARD_NOT_FOUND' });
  await expect(study.answer('own', id, 'good')).rejects.toMatchObject({ code: 'CARD_NOT_FOUND' });
});

it('brings an export into another home as it was', async () => {
  await study.deck.save({ front: 'um', back: 'dois', tags: ['t'] });
  const { text, cards } = await study.deck.toAnki('pt', 'all');
  expect(cards).toBe(2);
  expect(await study.deck.fromAnki(text)).toMatchObject({ added: 0, changed: 0, same: 1, ofLab: 1 });
  const other = openTestCore({ ...opened.core.clock, now: () => now }, 'memory');
  const elsewhere = createStudy(other.core, { catalog, pulse: () => ({ firingAlerts: 0, endpoints: { ready: 0, unhealthy: 0 }, runningRuns: 0 }) });
  expect(await elsewhere.deck.fromAnki(text)).toMatchObject({ added: 1, refused: [] });
  expect(await elsewhere.deck.toAnki('pt', 'all')).toEqual({ text, cards });
  await expect(elsewhere.deck.fromAnki('#html:true\n')).rejects.toMatchObject({ code: 'CARDS_FILE_INVALID' });
  await other.dispose();
});
