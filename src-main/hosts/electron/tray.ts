/** The icon beside the clock: which endpoints answer now, each one click away; the window; the end. Where the desktop has no such place there is none. */
import { Menu, nativeImage, Tray } from 'electron';
import { texts } from './texts.ts';
import { showWindow } from './window.ts';

export interface RunningEndpoint {
  name: string;
  url: string;
}

export interface TrayLink {
  show(endpoints: readonly RunningEndpoint[]): void;
}

export function openTray(icon: string, quit: () => void): TrayLink | null {
  const t = texts();
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromPath(icon));
  } catch {
    return null;
  }
  tray.on('click', () => showWindow());
  const show = (endpoints: readonly RunningEndpoint[]) => {
    tray.setToolTip(t.trayTip(endpoints.length));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: t.open, click: () => showWindow() },
        { type: 'separator' },
        ...(endpoints.length === 0 ? [{ label: t.noEndpoints, enabled: false }] : []),
        ...endpoints.map(({ name, url }) => ({ label: `${name} · ${url}`, click: () => showWindow(`/servicos/${encodeURIComponent(name)}`) })),
        { type: 'separator' },
        { label: t.quit, click: quit },
      ]),
    );
  };
  show([]);
  return { show };
}
