import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStandIn, type StandIn } from './stand-in.ts';

let electron: StandIn;
let root: string;

async function launch(options?: { primary: boolean }): Promise<void> {
  electron = createStandIn(options);
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
afterEach(() => {
  vi.doUnmock('electron');
  rmSync(root, { recursive: true });
});

describe('the window', () => {
  it('is sandboxed, isolated, without Node, and loads our own origin', async () => {
    await launch();
    const [window] = electron.windows;
    expect(window?.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
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
