/** What the desktop shell itself says; windows have their own catalogues. */
import { app } from 'electron';

const pt = {
  file: 'Arquivo',
  edit: 'Editar',
  view: 'Exibir',
  window: 'Janela',
  coreDiedTitle: 'A Bancada parou',
  coreDied: (code: number) =>
    `O núcleo da Bancada terminou várias vezes (código ${code}). Seus dados estão a salvo. Feche e abra de novo; se repetir, veja logs/bancada.jsonl na pasta de dados.`,
};
const en: typeof pt = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  coreDiedTitle: 'Bancada has stopped',
  coreDied: (code) =>
    `Bancada's core ended several times (code ${code}). Your data is safe. Close it and open it again; if it repeats, see logs/bancada.jsonl in the data folder.`,
};

export function texts(): typeof pt {
  return app.getLocale().startsWith('pt') ? pt : en;
}
