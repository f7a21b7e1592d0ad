/** The application menu: the pages with their keys, the roles of the platform, help; in the person's language. */
import { app, Menu, shell } from 'electron';
import { texts } from './texts.ts';
import { showWindow } from './window.ts';

export interface MenuDeps {
  logs: string;
  isSafe: boolean;
}

const places = ['/', '/arquiteturas', '/laboratorio', '/experimentos', '/modelos', '/servicos', '/monitoramento', '/revisao', '/roteiro'];

export function buildMenu({ logs, isSafe }: MenuDeps): void {
  const t = texts();
  const go = (place: string) => () => showWindow(place);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: t.file,
        submenu: [
          { label: t.settings, accelerator: 'CmdOrCtrl+,', click: go('/configuracoes') },
          { type: 'separator' },
          { label: isSafe ? t.leaveSafe : t.enterSafe, click: () => restart(!isSafe) },
          { role: 'quit', label: t.quit },
        ],
      },
      {
        label: t.edit,
        submenu: [
          { role: 'undo', label: t.undo },
          { role: 'redo', label: t.redo },
          { type: 'separator' },
          { role: 'cut', label: t.cut },
          { role: 'copy', label: t.copy },
          { role: 'paste', label: t.paste },
          { role: 'selectAll', label: t.selectAll },
        ],
      },
      { label: t.go, submenu: places.map((place, at) => ({ label: t.places[at] ?? place, accelerator: `Alt+${at + 1}`, click: go(place) })) },
      {
        label: t.view,
        submenu: [
          { role: 'resetZoom', label: t.resetZoom },
          { role: 'zoomIn', label: t.zoomIn },
          { role: 'zoomOut', label: t.zoomOut },
          { type: 'separator' },
          { role: 'togglefullscreen', label: t.fullScreen },
        ],
      },
      {
        label: t.window,
        submenu: [
          { role: 'minimize', label: t.minimize },
          { role: 'close', label: t.close },
        ],
      },
      {
        label: t.help,
        submenu: [
          { label: t.tour, click: go('/configuracoes/comecar') },
          { label: t.doctor, click: go('/configuracoes/ambiente') },
          { label: t.logs, click: go('/configuracoes/logs') },
          { label: t.logsFolder, click: () => void shell.openPath(logs) },
        ],
      },
    ]),
  );
}

const safeFlag = '--safe-mode';

function restart(isSafe: boolean): void {
  const args = process.argv.slice(1).filter((argument) => argument !== safeFlag);
  app.relaunch({ args: isSafe ? [...args, safeFlag] : args });
  app.quit();
}

export function startsSafe(argv: readonly string[] = process.argv): boolean {
  return argv.includes(safeFlag);
}
