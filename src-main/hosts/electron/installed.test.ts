/** An installed program, on the stand-in of Electron: where it finds the lab, and what it does not run. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStandIn, type StandIn } from './stand-in.ts';

let electron: StandIn;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-installed-'));
});
afterEach(() => {
  vi.doUnmock('electron');
  Reflect.deleteProperty(process, 'resourcesPath');
  rmSync(root, { recursive: true });
});

async function launch(): Promise<void> {
  electron = createStandIn({ isPackaged: true, userData: join(root, 'user') });
  Object.assign(electron.app, { getAppPath: () => root });
  vi.doMock('electron', () => electron.module);
  vi.resetModules();
  await import('./main.ts');
  await vi.waitFor(() => expect(electron.windows.length + electron.quits).toBeGreaterThan(0));
}

/** As scripts/package/stage.mjs puts it together. */
function install(): string {
  const resources = join(root, 'resources');
  const files = { 'dist/host/core-process.js': 'core', 'dist/host/migrations/0001.sql': 'sql', 'dist/renderer/index.html': '<p>ola</p>' };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(resources, 'lab', path)), { recursive: true });
    writeFileSync(join(resources, 'lab', path), text);
  }
  const digests = Object.entries(files).map(([path, text]) => [path, createHash('sha256').update(text).digest('hex')]);
  writeFileSync(join(root, 'integrity.json'), JSON.stringify(Object.fromEntries(digests)));
  Object.defineProperty(process, 'resourcesPath', { value: resources, configurable: true });
  return join(resources, 'lab');
}
const page = async () => (await electron.handlers.get('bancada')!({ url: 'bancada://app/' })).status;

it('finds beside its archive what the core and its children read, and takes the links of the system', async () => {
  const lab = install();
  await launch();
  expect(electron.forks[0]).toMatchObject({ script: join(lab, 'dist/host/core-process.js'), args: [lab] });
  expect(await page()).toBe(200);
  expect(electron.protocols).toEqual(['bancada']);
});

it.each([
  ['was changed', (lab: string) => writeFileSync(join(lab, 'dist/host/core-process.js'), 'another')],
  ['is missing', (lab: string) => rmSync(join(lab, 'dist/host/migrations/0001.sql'))],
  ['was added', (lab: string) => writeFileSync(join(lab, 'dist/host/extra.js'), 'more')],
])('runs no core of which a file %s, and says so', async (_what, change) => {
  change(install());
  await launch();
  expect(electron).toMatchObject({ forks: [], windows: [], quits: 1, errors: ['A instalação da Bancada foi alterada'] });
});

it('shows no page that was changed', async () => {
  const lab = install();
  await launch();
  writeFileSync(join(lab, 'dist/renderer/index.html'), '<script>alert(1)</script>');
  expect(await page()).toBe(404);
});
