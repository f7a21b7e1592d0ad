import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStandIn, type StandIn } from './stand-in.ts';

let electron: StandIn;
let root: string;

async function launch(options: { primary?: boolean; hasTray?: boolean } = {}): Promise<void> {
  electron = createStandIn({ ...options, userData: join(root, 'user') });
  Object.assign(electron.app, { getAppPath: () => root });
  vi.doMock('electron', () => electron.module);
  vi.resetModules();
  await import('./main.ts');
  await vi.waitFor(() => expect(electron.windows.length + electron.quits).toBeGreaterThan(0));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-electron-'));
  mkdirSync(join(root, 'dist', 'renderer'), { recursive: true });
  writeFileSync(join(root, 'dist', 'renderer', 'index.html'), '<p>oi</p>');
  writeFileSync(join(root, 'secret.txt'), 'secret');
});
const argv = process.argv;
afterEach(() => {
  process.argv = argv;
  vi.doUnmock('electron');
  rmSync(root, { recursive: true });
});

describe('the window', () => {
  it('is sandboxed, isolated, without Node, and loads our own origin', async () => {
    await launch();
    const [window] = electron.windows;
    expect(window?.options.webPreferences).toMatchObject({
      ...{ sandbox: true, contextIsolation: true, webSecurity: true },
      ...{ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
      ...{ allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false },
    });
    expect(window?.loaded).toEqual(['bancada://app/']);
  });

  it('comes back to the front when the program is started again', async () => {
    await launch();
    const [window] = electron.windows;
    window!.minimized = true;
    electron.app.emit('second-instance');
    expect(window).toMatchObject({ focused: 1, minimized: false });
  });

  it('is not opened by a second instance, which quits', async () => {
    await launch({ primary: false });
    expect(electron).toMatchObject({ quits: 1, windows: [], forks: [] });
  });
});

describe('where the window stands', () => {
  it('is kept when it closes, and used again', async () => {
    await launch();
    const [first] = electron.windows;
    first!.maximized = true;
    first!.emit('close');
    await launch();
    expect(electron.windows[0]).toMatchObject({ maximized: true, options: { x: 40, width: 1000 } });
  });

  it('is forgotten where no screen would show it, or where it cannot be read', async () => {
    mkdirSync(join(root, 'user'));
    for (const text of ['{"half', JSON.stringify({ bounds: { x: 9000, y: 50, width: 1000, height: 700 }, maximized: false })]) {
      writeFileSync(join(root, 'user', 'window.json'), text);
      await launch();
      expect(electron.windows[0]?.options).toMatchObject({ width: 1280 });
      expect(electron.windows[0]?.options.x).toBeUndefined();
    }
  });
});

describe('links and files from outside', () => {
  const loaded = () => electron.windows[0]?.loaded.at(-1);

  it('open their page: at the start, in a second start, as an event', async () => {
    process.argv = ['bancada', '--flag', 'bancada://desafio/03-pipelines'];
    await launch();
    expect(loaded()).toBe('bancada://app/#/arquiteturas/03-pipelines/desafio');
    electron.app.emit('second-instance', {}, ['bancada', 'bancada://abrir/servicos/pinguins']);
    expect(loaded()).toBe('bancada://app/#/servicos/pinguins');
    electron.app.emit('open-url', { preventDefault: vi.fn() }, 'bancada://arquitetura/03-pipelines#limites');
    expect(loaded()).toBe('bancada://app/#/arquiteturas/03-pipelines/estudar/limites');
    electron.app.emit('open-file', { preventDefault: vi.fn() }, '/home/eu/bancada-2026-01-01.tar.zst');
    expect(loaded()).toBe(`bancada://app/#/configuracoes/backup/${encodeURIComponent('/home/eu/bancada-2026-01-01.tar.zst')}`);
  });

  it.each([
    'bancada://app/../secret.txt',
    'bancada://evil/x',
    'bancada://abrir/servicos/..',
    'https://evil.test',
    'bancada://abrir/servicos/a?x=1',
    '/etc/passwd',
  ])('lead nowhere when they are %s', async (link) => {
    await launch();
    electron.app.emit('second-instance', {}, ['bancada', link]);
    electron.app.emit('open-url', { preventDefault: vi.fn() }, link);
    expect(electron.windows[0]?.loaded).toEqual(['bancada://app/']);
    expect(electron.windows[0]?.focused).toBe(2);
  });
});

describe('the menu and the icon beside the clock', () => {
  const items = () => electron.menus[0]!.flatMap(({ submenu = [] }) => submenu);

  it('have a name for every line, keys without doubles, and lead to pages', async () => {
    await launch();
    const lines = items().filter((item) => (item as { type?: string }).type !== 'separator');
    expect(lines.filter(({ label }) => !label)).toEqual([]);
    const keys = lines.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    lines.find(({ label }) => label === 'Serviços')?.click?.();
    expect(electron.windows[0]?.loaded.at(-1)).toBe('bancada://app/#/servicos');
    lines.find(({ label }) => label === 'Abrir a pasta dos logs')?.click?.();
    expect(electron.opened[0]).toMatch(/logs$/);
  });

  it('show which endpoints answer', async () => {
    await launch();
    electron.forks[0]!.emit('message', { kind: 'endpoints', endpoints: [{ name: 'pinguins', url: 'http://127.0.0.1:8080' }] });
    const [tray] = electron.trays;
    expect(tray?.tip).toBe('Bancada: 1 serviço no ar');
    tray?.menu.find(({ label }) => label?.startsWith('pinguins'))?.click?.();
    expect(electron.windows[0]?.loaded.at(-1)).toBe('bancada://app/#/servicos/pinguins');
    tray?.menu.at(-1)?.click?.();
    expect(electron.quits).toBe(1);
  });

  it('are no reason not to start where the desktop has no such icon', async () => {
    await launch({ hasTray: false });
    electron.forks[0]!.emit('message', { kind: 'endpoints', endpoints: [] });
    expect(electron.windows).toHaveLength(1);
  });

  it('lead into safe mode and out of it', async () => {
    await launch();
    expect(electron.forks[0]?.args).not.toContain('--safe-mode');
    items()
      .find(({ label }) => label === 'Reiniciar em modo seguro')
      ?.click?.();
    expect([electron.relaunches[0]?.at(-1), electron.quits]).toEqual(['--safe-mode', 1]);
    process.argv = [...argv, '--safe-mode'];
    await launch();
    expect(electron.forks[0]?.args).toContain('--safe-mode');
    items()
      .find(({ label }) => label === 'Sair do modo seguro')
      ?.click?.();
    expect(electron.relaunches[0]).not.toContain('--safe-mode');
  });
});

describe('a page that dies', () => {
  it('is loaded again, and after three deaths in a minute the person is told', async () => {
    await launch();
    const { webContents } = electron.windows[0]!;
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    for (let deaths = 0; deaths < 3; deaths++) webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(webContents.reloads).toBe(2);
    expect(electron.errors).toEqual(['A janela da Bancada parou']);
  });
});

describe('what a page may not do', () => {
  function contents(): EventEmitter & { open?: (details: { url: string }) => { action: string } } {
    const page: EventEmitter & { open?: (details: { url: string }) => { action: string } } = new EventEmitter();
    Object.assign(page, {
      setWindowOpenHandler: (handler: (details: { url: string }) => { action: string }) => {
        page.open = handler;
      },
    });
    electron.app.emit('web-contents-created', {}, page);
    return page;
  }

  it.each(['https://evil.test/', 'file:///etc/passwd', 'bancada://app.evil.test/', 'data:text/html,x'])('navigate to %s', async (url) => {
    await launch();
    for (const event of ['will-navigate', 'will-redirect']) {
      const preventDefault = vi.fn();
      contents().emit(event, { preventDefault }, url);
      expect(preventDefault).toHaveBeenCalledOnce();
    }
  });

  it('open windows: web links go to the browser, everything else nowhere', async () => {
    await launch();
    const page = contents();
    expect(page.open?.({ url: 'https://mlflow.org' })).toEqual({ action: 'deny' });
    expect(page.open?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' });
    expect(electron.opened).toEqual(['https://mlflow.org']);
  });

  it('ask for permissions, but for copying to the clipboard', async () => {
    await launch();
    for (const name of ['media', 'geolocation', 'notifications', 'openExternal', 'hid', 'clipboard-read'])
      expect(electron.permission(name)).toBe(false);
    expect(electron.permission('clipboard-sanitized-write')).toBe(true);
  });

  it('attach a webview', async () => {
    await launch();
    const preventDefault = vi.fn();
    contents().emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('bancada://app', () => {
  const get = (url: string) => electron.handlers.get('bancada')!({ url });

  it('serves the renderer with the strict content security policy', async () => {
    await launch();
    const answer = await get('bancada://app/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<p>oi</p>');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it.each([
    'bancada://app/../../secret.txt',
    'bancada://app/%2e%2e/%2e%2e/secret.txt',
    'bancada://app/..%2f..%2fsecret.txt',
    'bancada://other/index.html',
  ])('refuses %s', async (url) => {
    await launch();
    expect((await get(url)).status).toBe(404);
  });
});

describe('the core', () => {
  const sender = () => ({ postMessage: vi.fn() });

  it('gets one end of a channel and the asking window the other', async () => {
    await launch();
    const window = sender();
    electron.ipcMain.emit('bancada:connect', { sender: window, senderFrame: { url: 'bancada://app/' } });
    expect(electron.forks[0]?.received).toEqual([]); // the core does not listen yet: the port waits
    electron.forks[0]!.emit('message', { kind: 'ready' });
    expect(electron.forks[0]?.received[0]?.ports).toEqual([{ side: 'core' }]);
    expect(window.postMessage).toHaveBeenCalledWith('bancada:port', null, [{ side: 'window' }]);
  });

  it('gives no port to a frame that is not ours', async () => {
    await launch();
    const window = sender();
    electron.ipcMain.emit('bancada:connect', { sender: window, senderFrame: { url: 'https://evil.test/' } });
    expect(window.postMessage).not.toHaveBeenCalled();
  });

  it('is started again when it dies, and after three deaths the person is told', async () => {
    await launch();
    for (let deaths = 0; deaths < 3; deaths++) electron.forks.at(-1)!.emit('exit', 1);
    expect(electron.forks).toHaveLength(3);
    expect(electron.errors).toEqual(['A Bancada parou']);
  });

  it('is not started again where the home cannot be opened: the person is told why', async () => {
    await launch();
    const words = { pt: { what: 'A Bancada não pode gravar em /x.', fix: 'Escolha outra pasta.' }, en: { what: 'No.', fix: 'No.' } };
    electron.forks[0]!.emit('message', { kind: 'refused', words });
    electron.forks[0]!.emit('exit', 1);
    expect(electron).toMatchObject({ forks: [expect.anything()], errors: [words.pt.what], quits: 1 });
  });

  it('is not started again after the person quits', async () => {
    await launch();
    electron.app.emit('before-quit');
    expect(electron.forks).toHaveLength(1);
  });

  it('raises desktop notifications', async () => {
    await launch();
    electron.forks[0]!.emit('message', { kind: 'notify', title: 'Drift', body: 'area' });
    expect(electron.notifications).toEqual([{ title: 'Drift', body: 'area' }]);
  });
});
