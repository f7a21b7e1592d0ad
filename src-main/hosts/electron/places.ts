/**
 * `places`: where the program finds what it loads. From the project all of it stands in one folder. Installed, main process and preload lie in the archive, and
 * everything else beside it in `lab`, which child processes and native modules can read too (scripts/package/stage.mjs).
 */
import { join } from 'node:path';
import { app } from 'electron';
import { type Integrity, openIntegrity, unchecked } from './integrity.ts';

export interface Places {
  /** Content, `dist`, packages: as the core knows it. */
  applicationRoot: string;
  renderer: string;
  core: string;
  trayIcon: string;
  integrity: Integrity;
}

export function places(): Places {
  const own = app.getAppPath();
  const applicationRoot = app.isPackaged ? join(process.resourcesPath, 'lab') : own;
  return {
    applicationRoot,
    renderer: join(applicationRoot, 'dist', 'renderer'),
    core: join(applicationRoot, 'dist', 'host', 'core-process.js'),
    trayIcon: join(applicationRoot, 'resources', 'icons', 'tray.png'),
    integrity: app.isPackaged ? openIntegrity(join(own, 'integrity.json'), applicationRoot) : unchecked,
  };
}
