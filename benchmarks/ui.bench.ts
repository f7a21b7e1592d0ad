/**
 * Pages in Chromium, without a GPU: how long each takes from the change of its address until it stands, the first time (with its code) and later; the
 * first screen's scripts; and the review with ten thousand cards.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { openLab } from '../src-main/lab.ts';
import { launchBrowser, noBrowser, startWeb } from '../tests/support/browser.ts';
import { type Figure, median, ms, report } from './support/report.ts';

const cards = 10_000;
/** Of the rail, each with something in it or its empty state. */
const routes = [
  ...[
    '/',
    '/arquiteturas',
    '/arquiteturas/03-pipelines/estudar',
    '/laboratorio',
    '/automacao',
    '/nuvem',
    '/ci',
    '/experimentos',
    '/dados',
    '/automl',
  ],
  ...[
    '/atributos',
    '/modelos',
    '/servicos',
    '/monitoramento',
    '/alertas',
    '/simulador',
    '/revisao',
    '/roteiro',
    '/comparar',
    '/carreira',
    '/configuracoes',
  ],
];

/** A home in which ten thousand cards of one's own are due. */
async function home(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-ui-'));
  const lab = await openLab({ home: folder });
  await lab.study.deck.fromAnki(
    ['#separator:tab', '#html:false', ...Array.from({ length: cards }, (_, i) => `pergunta ${i}\tresposta ${i}`)].join('\n'),
  );
  const { answerId: _, ...first } = await lab.study.answer('own', (await lab.study.deck.own())[0]!.id, 'again');
  await lab.close();
  const db = new Sqlite(join(folder, 'bancada.db'));
  // All as the one that was answered: forgotten, and due at the same instant.
  db.prepare(
    `INSERT OR REPLACE INTO card_states SELECT 'own', id, @dueAt - 3600000, (SELECT state FROM card_states WHERE module_id = 'own' LIMIT 1) FROM own_cards`,
  ).run(first);
  db.close();
  return folder;
}

/** From the change of the address until its heading stands, nothing is being waited for, and this text is there. */
const open = (page: Page, route: string, text = '') =>
  page.evaluate<number>(`new Promise((done) => {
    const before = document.querySelector('main h1');
    const from = performance.now();
    location.hash = ${JSON.stringify(route)};
    const look = () => {
      const heading = document.querySelector('main h1');
      const stands = heading && heading !== before && !document.querySelector('main [aria-busy=true]') && document.querySelector('main').textContent.includes(${JSON.stringify(text)});
      if (stands || performance.now() - from > 5000) done(performance.now() - from);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);

if (noBrowser) throw new Error(noBrowser);
const host = await startWeb(await home());
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(host.url);
  await page.waitForSelector('main h1');
  const taken = new Map<string, number[]>(routes.map((route) => [route, []]));
  for (let round = 0; round < 6; round += 1)
    for (const route of routes)
      if (route !== '/' || round > 0) taken.get(route)!.push(await open(page, route, route === '/revisao' ? 'pergunta' : ''));
  const later = [...taken].map(([route, all]) => ({ route, first: all[0]!, later: median(all.slice(1)) }));
  const slowest = (key: 'first' | 'later') => later.toSorted((a, b) => b[key] - a[key])[0]!;
  const review = taken.get('/revisao')!;
  const figures: Figure[] = [
    {
      ...{ what: `change of page, ${routes.length} pages, later visits: the middle one`, ours: ms(median(later.map((each) => each.later))) },
      ...{ against: `slowest: ${slowest('later').route} ${ms(slowest('later').later)}`, bar: '≤ 100 ms', met: slowest('later').later <= 100 },
    },
    {
      ...{ what: 'the same, first visits (with their code): the middle one', ours: ms(median(later.map((each) => each.first))) },
      ...{ against: `slowest: ${slowest('first').route} ${ms(slowest('first').first)}` },
    },
    {
      ...{ what: `review with ${cards.toLocaleString('en')} cards due: address → first card`, ours: ms(median(review.slice(1))) },
      ...{ against: `first visit: ${ms(review[0]!)}`, bar: '≤ 100 ms', met: median(review.slice(1)) <= 100 },
    },
  ];
  report(figures);
} finally {
  await browser.close();
  await host.stop();
}
