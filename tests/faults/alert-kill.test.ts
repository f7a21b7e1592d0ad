/**
 * A core is killed with SIGKILL while a condition waits for its third window, and again while the message about it waits for a server that is away: the windows
 * that were seen count, one alert fires, and the message arrives once the server is back.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openLab } from '../../src-main/lab.ts';

const program = fileURLToPath(new URL('./alert-core.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'bancada-alert-kill-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

/** Judges the values, then dies. */
async function killedAfter(...values: string[]): Promise<void> {
  const child = spawn(process.execPath, [program, home, ...values], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let judged = 0;
  for await (const text of child.stdout!) {
    judged += String(text).split('judged').length - 1;
    if (judged >= values.length) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('windows that were seen, the alert and the message about it outlive their cores', async () => {
  const heard: { event: string; delivery: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    heard.push(JSON.parse(body) as (typeof heard)[number]);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));

  const first = await openLab({ home });
  await first.channels.save(
    { name: 'gancho', enabled: true, least: 'info', resolved: true, target: { kind: 'webhook', url: `http://127.0.0.1:${port}` } },
    null,
  );
  await first.monitoring.alerting.saveRules([
    {
      ...{
        id: 'acertos',
        title: null,
        endpoint: 'casas',
        enabled: true,
        severity: 'critical',
        when: { kind: 'performance', labels: 100 },
        above: null,
      },
      ...{ below: 0.8, clear: 0.9, critical: null, for: 3, channels: null },
    },
  ]);
  await first.close();

  await killedAfter('1:0.5', '2:0.5', '2:0.5');
  const between = await openLab({ home });
  expect(between.monitoring.firing()).toEqual([]);
  expect(between.monitoring.alerting.states()).toMatchObject([{ rule: 'acertos', status: 'pending' }]);
  await between.close();

  await killedAfter('3:0.5');
  // Better, but not so much better that the alert would be over; and it fires already.
  await killedAfter('4:0.85', '5:0.5');
  const last = await openLab({ home });
  expect(last.monitoring.firing()).toMatchObject([{ rule: 'acertos', status: 'firing', severity: 'critical', value: 0.5 }]);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  last.channels.wake();
  await expect
    .poll(() => last.channels.deliveries({ channel: 'gancho', limit: 9 }).map(({ status }) => status), { timeout: 40_000 })
    .toEqual(['delivered']);
  expect(new Set(heard.map(({ delivery }) => delivery)).size).toBe(1);
  expect(heard[0]!.event).toBe('fired');
  await last.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 90_000);
