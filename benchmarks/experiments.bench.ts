/**
 * Experimentos in Chromium, without a GPU: a hundred thousand runs opened and scrolled; a hundred runs with a thousand metrics each compared (B23).
 * Frames are told twice: as the screen saw them, and as processor time, which a busy machine distorts less.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { launchBrowser, noBrowser } from '../tests/support/browser.ts';
import { root } from '../tests/support/cli.ts';
import { type Figure, median, ms, report } from './support/report.ts';
import { seed, seededExperiment } from './tracking/seed.ts';

const runs = 100_000;
const wide = 2;
const frame = 16.7;

/** A hundred runs with a thousand metrics of twenty points. */
function seedWide(database: string): void {
  const db = new Sqlite(database);
  const numbers =
    'WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 100), m(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM m WHERE k < 999)';
  const key = "'camada' || (k / 50) || '/m' || (k % 50)";
  db.exec(`
    INSERT INTO experiments (experiment_id, name, creation_time, last_update_time, artifact_location) VALUES (${wide}, 'mil métricas', 0, 0, 'mlflow-artifacts:/${wide}');
    ${numbers} INSERT INTO runs (id, run_id, experiment_id, name, status, start_time, end_time, user_id)
      SELECT ${runs} + i, format('%032x', ${runs} + i), ${wide}, 'larga-' || i, 'FINISHED', 1700000000000 + i, 1700000000500 + i, 'ana' FROM r;
    ${numbers}, s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < 19) INSERT INTO metrics (run, key, step, timestamp, value, is_nan)
      SELECT ${runs} + i, ${key}, n, 1700000000000 + n, ((i * 7919 + k * 104729 + n * 31) % 1000) / 1000.0, 0 FROM r, m, s;
    INSERT INTO latest_metrics (run, key, step, timestamp, value, is_nan, first_step, contiguous)
      SELECT run, key, step, timestamp, value, 0, 0, 1 FROM metrics WHERE run > ${runs} AND step = 19;`);
  db.close();
}

async function startHost(home: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(root, 'dist/host/main.js'), '--home', home], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) => child.stdout!.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())));
  return { child, url };
}

/** From the change of the address to rows that can be clicked. */
const open = (page: Page, hash: string, ready: string) =>
  page.evaluate<number>(`new Promise((done) => {
    const from = performance.now();
    location.hash = ${JSON.stringify(hash)};
    const look = () => ((${ready}) ? done(performance.now() - from) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  })`);
const rowsReady = `location.hash.includes('experimentos/${seededExperiment}') && document.querySelectorAll('tbody tr a').length > 5 && !document.querySelector('[aria-busy=true]')`;

async function scroll(page: Page, element: string, pixels: number): Promise<{ p95: number; cpu: number; most: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  const before = await busy();
  const seen = await page.evaluate<{ p95: number; frames: number; most: number }>(`(async () => {
    const scroller = ${element};
    const frames = [];
    let last = performance.now();
    let most = 0;
    await new Promise((done) => {
      const step = (now) => {
        frames.push(now - last);
        last = now;
        scroller.scrollTop += ${pixels};
        most = Math.max(most, document.querySelectorAll('figure').length);
        frames.length < 240 ? requestAnimationFrame(step) : done();
      };
      requestAnimationFrame(step);
    });
    frames.sort((a, b) => a - b);
    return { p95: frames[Math.floor(frames.length * 0.95)], frames: frames.length, most };
  })()`);
  return { p95: seen.p95, cpu: ((await busy()) - before) / seen.frames, most: seen.most };
}

function frames(id: string, what: string, { p95, cpu }: { p95: number; cpu: number }): Figure {
  return {
    ...(id && { id }),
    what: `${what}: frame, p95`,
    ours: `${ms(p95)} (${ms(cpu)} of processor time a frame)`,
    bar: `≤ ${frame} ms`,
    met: p95 <= frame + 0.2,
  };
}

async function measure(page: Page): Promise<Figure[]> {
  const first = await open(page, `/experimentos/${seededExperiment}`, rowsReady);
  const later: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await open(page, '/laboratorio', "document.querySelector('h1')?.textContent === 'Laboratório'");
    later.push(await open(page, `/experimentos/${seededExperiment}`, rowsReady));
  }
  const table = "[...document.querySelectorAll('div')].find((each) => each.scrollHeight > 3_000_000)";
  const calm = await scroll(page, table, 40);
  const fast = await scroll(page, table, 400);
  await open(
    page,
    `/experimentos/${wide}`,
    "document.querySelector('h2')?.textContent.includes('mil métricas') && document.querySelectorAll('tbody tr a').length > 5",
  );
  await page.getByRole('checkbox', { name: 'Selecionar todas' }).click();
  await page.getByRole('button', { name: 'Comparar' }).click();
  await page.getByRole('button', { name: 'Ocupar a página' }).click();
  await page.getByRole('tab', { name: 'Curvas' }).click();
  await page.locator('canvas').first().waitFor();
  await page.waitForTimeout(2000);
  const compared = await scroll(page, "document.querySelector('[data-testid=curves]')", 20);
  return [
    { what: 'experiment of 100k runs, first visit (with its code) → rows', ours: ms(first), bar: '≤ 1 s', met: first <= 1000 },
    { what: 'experiment of 100k runs, later visits → rows', ours: ms(median(later)), bar: '≤ 1 s', met: median(later) <= 1000 },
    frames('', '100k runs scrolled at 40 px a frame', calm),
    frames('', '100k runs scrolled at 400 px a frame', fast),
    frames('B23', '100 runs × 1000 metrics compared, curves scrolled', compared),
    { id: 'B23', what: 'of it: charts in the page at once', ours: String(compared.most), bar: '≤ 40', met: compared.most <= 40 },
  ];
}

if (noBrowser) throw new Error(noBrowser);
const home = mkdtempSync(join(tmpdir(), 'bancada-experiments-'));
const database = join(home, 'bancada.db');
await seed({ database, runs });
seedWide(database);
const { child, url } = await startHost(home);
const browser = await launchBrowser();
try {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR' })).newPage();
  await page.goto(url);
  await page.locator('h1').waitFor();
  await page.waitForTimeout(2000);
  report(await measure(page));
} finally {
  await browser.close();
  child.kill('SIGTERM');
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
