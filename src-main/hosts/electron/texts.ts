/** What the desktop shell itself says; windows have their own catalogues. */
import { app } from 'electron';

const pt = {
  file: 'Arquivo',
  settings: 'Configurações…',
  enterSafe: 'Reiniciar em modo seguro',
  leaveSafe: 'Sair do modo seguro',
  quit: 'Sair',
  edit: 'Editar',
  undo: 'Desfazer',
  redo: 'Refazer',
  cut: 'Recortar',
  copy: 'Copiar',
  paste: 'Colar',
  selectAll: 'Selecionar tudo',
  go: 'Ir',
  places: ['Início', 'Arquiteturas', 'Laboratório', 'Experimentos', 'Modelos', 'Serviços', 'Monitoramento', 'Revisão', 'Roteiro'],
  view: 'Exibir',
  resetZoom: 'Tamanho normal',
  zoomIn: 'Ampliar',
  zoomOut: 'Reduzir',
  fullScreen: 'Tela cheia',
  window: 'Janela',
  minimize: 'Minimizar',
  close: 'Fechar',
  help: 'Ajuda',
  tour: 'Primeiros passos',
  doctor: 'Seu ambiente',
  logs: 'Logs',
  logsFolder: 'Abrir a pasta dos logs',
  open: 'Abrir a Bancada',
  noEndpoints: 'Nenhum serviço no ar',
  trayTip: (count: number) => (count === 0 ? 'Bancada' : count === 1 ? 'Bancada: 1 serviço no ar' : `Bancada: ${count} serviços no ar`),
  windowDiedTitle: 'A janela da Bancada parou',
  windowDied: (reason: string) =>
    `A janela parou várias vezes em um minuto (${reason}). Seus dados estão a salvo. Feche e abra de novo; se repetir, use Arquivo > Reiniciar em modo seguro.`,
  coreDiedTitle: 'A Bancada parou',
  coreDied: (code: number) =>
    `O núcleo da Bancada terminou várias vezes (código ${code}). Seus dados estão a salvo. Feche e abra de novo, em modo seguro se preciso (--safe-mode); se repetir, veja logs/bancada.jsonl na pasta de dados.`,
  changedTitle: 'A instalação da Bancada foi alterada',
  changed: (files: readonly string[]) =>
    `Arquivos do programa não são os que foram instalados (${few(files)}). A Bancada não os executa. Instale de novo; seus dados ficam noutra pasta e continuam como estão.`,
};
const en: typeof pt = {
  file: 'File',
  settings: 'Settings…',
  enterSafe: 'Restart in safe mode',
  leaveSafe: 'Leave safe mode',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  go: 'Go',
  places: ['Home', 'Architectures', 'Lab', 'Experiments', 'Models', 'Services', 'Monitoring', 'Review', 'Roadmap'],
  view: 'View',
  resetZoom: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  window: 'Window',
  minimize: 'Minimise',
  close: 'Close',
  help: 'Help',
  tour: 'First steps',
  doctor: 'Your environment',
  logs: 'Logs',
  logsFolder: 'Open the folder of the logs',
  open: 'Open Bancada',
  noEndpoints: 'No service is running',
  trayTip: (count) => (count === 0 ? 'Bancada' : count === 1 ? 'Bancada: 1 service running' : `Bancada: ${count} services running`),
  windowDiedTitle: 'The window of Bancada has stopped',
  windowDied: (reason) =>
    `The window stopped several times in a minute (${reason}). Your data is safe. Close it and open it again; if it repeats, use File > Restart in safe mode.`,
  coreDiedTitle: 'Bancada has stopped',
  coreDied: (code) =>
    `Bancada's core ended several times (code ${code}). Your data is safe. Close it and open it again, in safe mode if need be (--safe-mode); if it repeats, see logs/bancada.jsonl in the data folder.`,
  changedTitle: 'The installation of Bancada was changed',
  changed: (files) =>
    `Files of the program are not those that were installed (${few(files)}). Bancada does not run them. Install it again; your data is in another folder and stays as it is.`,
};

function few(files: readonly string[]): string {
  return files.length > 3 ? `${files.slice(0, 3).join(', ')}, +${files.length - 3}` : files.join(', ');
}

export function language(): 'pt' | 'en' {
  return app.getLocale().startsWith('pt') ? 'pt' : 'en';
}

export function texts(): typeof pt {
  return language() === 'pt' ? pt : en;
}
