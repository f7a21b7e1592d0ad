/** The diagram worker in a real browser, under the policy of the web host: the same bytes as the committed picture, and nothing from outside. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../src-main/hosts/web/headers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/** `/worker.js` from the build, `/plantuml/…` from the staged assets, anything else an empty page. */
function serve(built: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    const file = path.startsWith('/plantuml/') ? join(root, 'src-renderer/public', path) : join(built, path);
    const found = path !== '/' && existsSync(file);
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html', 'content-security-policy': contentSecurityPolicy });
    response.end(found ? readFileSync(file) : '<!doctype html>');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Written as text: these lines run in the page, whose types this project of Node tests does not know. */
const draw = (page: Page, source: string, theme: string) =>
  page.evaluate<{ svg?: string; error?: { line?: number } }>(`new Promise((resolve) => {
    const worker = new Worker('/worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data.result);
    worker.postMessage({ id: 1, assets: location.origin + '/plantuml/', source: ${JSON.stringify(source)}, options: { theme: '${theme}', language: 'pt' } });
  })`);

describe.skipIf(!executablePath)('the diagram worker (skipped without Chromium)', () => {
  const built = mkdtempSync(join(tmpdir(), 'bancada-worker-'));
  const outside: string[] = [];
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    expect(spawnSync(process.execPath, [join(root, 'scripts/diagrams/stage-assets.mjs')]).status).toBe(0);
    await build({
      configFile: false,
      logLevel: 'error',
      root: join(root, 'src-renderer'),
      publicDir: false,
      build: {
        outDir: built,
        target: 'chrome130',
        rollupOptions: { input: join(root, 'src-renderer/features/diagrams/live/worker.ts'), output: { entryFileNames: 'worker.js' } },
      },
    });
    server = await serve(built);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
    page = await browser.newPage();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    page.on('request', (request) => request.url().startsWith(origin) || outside.push(request.url()));
    await page.goto(origin);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(built, { recursive: true, force: true });
  });

  it('draws the same bytes as the committed picture', async () => {
    const folder = join(root, 'architectures/01-monolitica/diagramas');
    const { svg } = await draw(page, readFileSync(join(folder, 'container.puml'), 'utf8'), 'dark');
    const committed = readFileSync(join(folder, 'svg/container.pt.dark.svg'), 'utf8');
    expect(`${committed.slice(0, committed.indexOf('\n') + 1)}${svg}\n`).toBe(committed);
  });

  it('names the line of a mistake and asks nobody outside', async () => {
    const { error } = await draw(page, '@startuml\n!include <C4/C4_Context>\nPersn(a, "A")\n@enduml', 'light');
    expect(error?.line).toBe(3);
    expect(outside).toEqual([]);
  });
});
