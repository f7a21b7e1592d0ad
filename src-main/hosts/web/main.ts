/**
 * Starts the web host as a program: prints the address on stdout and stays until it is told to stop.
 * `--port N` fixes the port; `--home DIR` the data folder. `--safe-mode`: local processes only, and nothing that was under way is taken up. `--held`: descriptor 3 listens already and the
 * standard input says the token, because a browser is on its way to that address (scripts/start.mjs).
 * A second start in the same home answers with the address of the first.
 * The pages are served before the lab is loaded: a browser that is there first has its scripts meanwhile. So little is imported here at once.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { applicationRoot } from '../../common/application-root.ts';
import { defaultHome } from '../../common/default-home.ts';
import type { Lab } from '../../lab.ts';
import { takeUp } from '../take-up.ts';
import { type HeldSocket, startWebHost } from './index.ts';
import { sendOn } from './send-on.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, home: { type: 'string' }, held: { type: 'boolean' }, 'safe-mode': { type: 'boolean' } },
});
const held: HeldSocket | null = values.held ? { fd: 3, token: readFileSync(0, 'utf8') } : null;
const home = values.home ?? defaultHome();
const record = join(home, 'host.json');
const pageFirstMs = 300;
const windowFirstMs = 1000;

try {
  const running = await runningHost();
  if (running) {
    process.stdout.write(`${running}\n`);
    if (held) sendOn(held, running);
  } else {
    await start();
  }
} catch (error) {
  const { BancadaError, explain } = await import('../../contract/index.ts');
  const known = error instanceof BancadaError ? error : new BancadaError('INTERNAL', { log: join(home, 'logs', 'bancada.jsonl') }, { cause: error });
  const { what, fix } = explain(known.code, known.data, process.env.BANCADA_LANG?.toLowerCase().startsWith('en') ? 'en' : 'pt-BR');
  process.stderr.write(`${what}\n${fix}\n${known.code === 'INTERNAL' ? `${String(error)}\n` : ''}`);
  process.exitCode = known.exit;
}

async function start(): Promise<void> {
  const opening = Promise.withResolvers<Lab>();
  const host = await startWebHost({
    lab: opening.promise,
    ...{ rendererDir: join(applicationRoot(), 'dist', 'renderer'), port: Number(values.port ?? 0), held },
  });
  // A browser that has its page has its scripts to read meanwhile; one that is still starting needs the processor itself.
  if (held) await Promise.race([host.pageSent, sleep(pageFirstMs)]);
  const lab = await openedLab().catch(async (error: unknown) => {
    opening.reject(error);
    await host.close();
    throw error;
  });
  opening.resolve(lab);
  writeFileSync(record, JSON.stringify({ pid: process.pid, url: host.url }), { mode: 0o600 });
  let recovering: Promise<unknown> = Promise.resolve();

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    rmSync(record, { force: true });
    await host.close();
    await recovering;
    await lab.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.stdout.write(`${host.url}\n`);

  // While the browser starts: the content that the first screen asks for, which nobody has to wait for an engine to see.
  lab.study.overview();
  lab.mlflow.showAt(new URL(host.url).origin);
  // What a dead core left behind takes a tenth of a second of processor, which a window that is about to be drawn needs more.
  const takeUpAll = () => {
    if (!values['safe-mode']) recovering = takeUp(lab);
  };
  if (held) setTimeout(() => !stopping && takeUpAll(), windowFirstMs);
  else takeUpAll();
}

async function openedLab(): Promise<Lab> {
  const { openLab } = await import('../../lab.ts');
  return openLab({ home, logToStderr: true, safe: values['safe-mode'] ?? false });
}

async function runningHost(): Promise<string | null> {
  try {
    const { url } = JSON.parse(readFileSync(record, 'utf8')) as { url: string };
    const { origin, searchParams } = new URL(url);
    const answer = await fetch(`${origin}/health`, {
      headers: { authorization: `Bearer ${searchParams.get('token')}` },
      signal: AbortSignal.timeout(1000),
    });
    return answer.ok ? url : null;
  } catch {
    return null; // no host, or one that died without removing its record
  }
}
