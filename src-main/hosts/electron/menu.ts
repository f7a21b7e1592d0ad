/** The application menu: the roles of the platform, with names in the person's language. */
import { Menu } from 'electron';
import { texts } from './texts.ts';

export function buildMenu(): void {
  const t = texts();
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: t.file, submenu: [{ role: 'quit' }] },
      {
        label: t.edit,
        submenu: [
          { role: 'undo' },
          { role: 'redo' },
          { type: 'separator' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
        ],
      },
      {
        label: t.view,
        submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }],
      },
      { label: t.window, submenu: [{ role: 'minimize' }, { role: 'close' }] },
    ]),
  );
}
