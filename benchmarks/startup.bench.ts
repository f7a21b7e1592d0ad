/**
 * What a person waits for: launch of the web host → first screen that can be used, against an empty window of the same browser (B21);
 * and what the lab takes while nobody does anything (B22). The launch is that of `npm start` (scripts/start.mjs), in the same app window as the empty one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openAppWindow } from '../scripts/setup/window.mjs';
import { launchBrowser, noBrowser } from '../tests/support/browser.ts';
import { root } from '../tests/support/cli.ts';
import { askPage, chromiumShim, freePort } from './support/app-window.ts';
import { median, ms, report } from './support/report.ts';

const rounds = Number(process.argv[2] ?? 9);
const idleSeconds = Number(process.argv[3] ?? 30);
/** Half a minute after its last work V8 gives back what it does not need any more, once: 70 ms that belong to the work, not to the idleness. */
const settleMs = 45_000;
const home = mkdtempSync(join(tmpdir(), 'bancada-startup-'));
/** The empty window keeps its profile like the lab's, and its first opening is not measured either. */
const emptyProfile = mkdtempSync(join(tmpdir(), 'bancada-startup-empty-'));
/** A browser keeps what it has compiled of a page that it sees for the second time. */
const openings = 3;

/** Counts the timers shorter than a second that fire, and tells when asked. */
const timerCount = `
let fired = 0;
for (const name of ['setTimeout', 'setInterval']) {
  const original = globalThis[name];
  globalThis[name] = Object.assign((call, delay, ...rest) => original((...given) => { if (!(delay >= 1000)) fired += 1; call(...given); }, delay, ...rest), original);
}
process.on('message', () => { process.send(fired); });
process.channel?.unref();`; // worker threads have no channel

interface Host {
  child: ChildProcess;
  url: string;
  readyMs: number;
}

async function startHost(flags: string[] = []): Promise<Host> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...flags, join(root, 'dist/host/main.js'), '--home', home], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, '.cache', 'node') }, // as `npm start` does
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', (code) => reject(new Error(`the web host ended with ${code}`)));
  });
  return { child, url, readyMs: performance.now() - begun };
}

/** Runs in the page. Heading and first steps are there, and the page has drawn them. Times of the page's own clock, and of the machine's. */
const usable = `new Promise((resolve) => {
  let headingMs = 0;
  const look = () => {
    if (headingMs === 0 && document.querySelector('h1')?.textContent) headingMs = performance.now();
    const complete = headingMs > 0 && document.querySelector('main a[href], main button');
    requestAnimationFrame(complete ? done : look);
  };
  const done = () => {
    const usableMs = performance.now();
    const scripts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.js'));
    resolve({ headingMs, usableMs, at: performance.timeOrigin + usableMs, scripts });
  };
  look();
})`;
const drawn = 'new Promise((resolve) => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))';
const now = () => performance.timeOrigin + performance.now();

interface Screen {
  headingMs: number;
  usableMs: number;
  at: number;
  scripts: string[];
}

/** Chromium makes an app window of this; of about:blank it makes a browser with its start page. */
const emptyPage = 'data:text/html,';

async function emptyWindow(): Promise<number> {
  const debugPort = await freePort();
  const shim = chromiumShim(debugPort);
  const begun = now();
  const window: ChildProcess = openAppWindow(shim.program, emptyPage, emptyProfile);
  const at = await askPage<number>(debugPort, emptyPage, drawn);
  await ended(window);
  shim.remove();
  return at - begun;
}

/** All of `npm start` but npm itself: is everything built, host and window, first screen. */
async function firstScreen(where = home) {
  const debugPort = await freePort();
  const shim = chromiumShim(debugPort);
  const begun = now();
  const start = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--window', '--home', where], {
    env: shim.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { at, ...screen } = await askPage<Screen>(debugPort, 'http://127.0.0.1', usable);
  await ended(start);
  shim.remove();
  return { totalMs: at - begun, ...screen };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

/** The host alone: started → listening. */
async function coreReady(): Promise<number> {
  const host = await startHost();
  await ended(host.child);
  return host.readyMs;
}

async function bareNode(): Promise<number> {
  const begun = performance.now();
  await new Promise((resolve) => spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }).once('close', resolve));
  return performance.now() - begun;
}

/** CPU ticks so far, of a hundredth of a second each. */
function ticks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

async function idle() {
  const host = await startHost(['--import', `data:text/javascript,${encodeURIComponent(timerCount)}`]);
  const pid = host.child.pid!;
  const fired = () =>
    new Promise<number>((resolve) => {
      host.child.once('message', (count) => resolve(Number(count)));
      host.child.send('count');
    });
  const browser = await launchBrowser();
  const page = await browser.newPage({ locale: 'pt-BR' });
  await page.goto(host.url, { waitUntil: 'commit' });
  await page.evaluate(usable);
  await page.waitForTimeout(settleMs);
  const before = { ticks: ticks(pid), timers: await fired() };
  await page.waitForTimeout(idleSeconds * 1000);
  const cpuPercent = (ticks(pid) - before.ticks) / idleSeconds;
  const shortTimers = (await fired()) - before.timers;
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
  await browser.close();
  await ended(host.child);
  return { cpuPercent, shortTimers, rss };
}

function gzipped(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(root, 'dist/renderer', path)), { level: 9 }).length, 0) / 1024;
}

if (noBrowser) throw new Error(noBrowser);
for (let opening = 0; opening < openings; opening++) {
  await firstScreen(); // makes the home, and what Node and the browser keep
  await emptyWindow();
}
const newHome = mkdtempSync(join(tmpdir(), 'bancada-startup-new-'));
const { totalMs: firstMs } = await firstScreen(newHome);
const measured: (Awaited<ReturnType<typeof firstScreen>> & { emptyMs: number; nodeMs: number; readyMs: number })[] = [];
for (let round = 0; round < rounds; round++)
  measured.push({ emptyMs: await emptyWindow(), ...(await firstScreen()), nodeMs: await bareNode(), readyMs: await coreReady() });
const of = (pick: (one: (typeof measured)[number]) => number) => median(measured.map(pick));
const empty = of(({ emptyMs }) => emptyMs);
const bar = 1.25 * empty + 400;
const total = of(({ totalMs }) => totalMs);
const ready = of(({ readyMs }) => readyMs);
const kilobytes = gzipped(measured[0]!.scripts);
const quiet = await idle();
for (const folder of [home, newHome, emptyProfile]) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

report([
  {
    ...{ id: 'B21', what: 'npm start in an app window: launch → first screen usable', ours: ms(total), against: `${ms(empty)} (empty window)` },
    ...{ ratio: (total / empty).toFixed(2), bar: `≤ 1.25 × + 400 ms (${ms(bar)})`, met: total <= bar },
  },
  {
    ...{ id: 'B21', what: 'host started → listening', ours: ms(ready), against: `${ms(of(({ nodeMs }) => nodeMs))} (node -e 0)` },
    ...{ bar: '≤ 150 ms', met: ready <= 150 },
  },
  {
    ...{ id: 'B21', what: 'of it: navigation → heading', ours: ms(of(({ headingMs }) => headingMs)) },
  },
  { id: 'B21', what: 'of it: navigation → usable', ours: ms(of(({ usableMs }) => usableMs)) },
  { id: 'B21', what: 'the same launch in a new home and a new profile, once', ours: ms(firstMs) },
  {
    ...{ id: 'B21', what: `scripts of the first screen, gzip (${measured[0]!.scripts.length} files)`, ours: `${kilobytes.toFixed(0)} KB` },
    ...{ bar: '≤ 250 KB', met: kilobytes <= 250 },
  },
  {
    ...{ id: 'B22', what: `idle core, one window open: CPU over ${idleSeconds} s`, ours: `${quiet.cpuPercent.toFixed(2)} %`, bar: '≤ 0.3 %' },
    ...{ met: quiet.cpuPercent <= 0.3 },
  },
  { id: 'B22', what: 'idle core: memory (RSS)', ours: `${quiet.rss.toFixed(0)} MB`, bar: '≤ 120 MB', met: quiet.rss <= 120 },
  {
    ...{ id: 'B22', what: `idle core: timers shorter than 1 s that fired in ${idleSeconds} s`, ours: String(quiet.shortTimers), bar: '0' },
    ...{ met: quiet.shortTimers === 0 },
  },
]);
