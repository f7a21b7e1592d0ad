/** The core's utility process: started here, given a port for every window that asks, started again when it dies. */
import { dialog, ipcMain, MessageChannelMain, Notification, type UtilityProcess, utilityProcess } from 'electron';
import { texts } from './texts.ts';
import { isOurs, showWindow } from './window.ts';

export interface CoreLink {
  stop(): void;
}

/** What the core asks of the desktop. */
export type CoreMessage = { kind: 'notify'; title: string; body: string };

const quickDeaths = 3;

export function startCore({ script, applicationRoot }: { script: string; applicationRoot: string }): CoreLink {
  let stopped = false;
  let deaths = 0;
  let core: UtilityProcess = fork();

  function fork(): UtilityProcess {
    const child = utilityProcess.fork(script, [applicationRoot], { serviceName: 'bancada-core', stdio: 'inherit' });
    child.on('message', (message: CoreMessage) => {
      if (message.kind !== 'notify' || !Notification.isSupported()) return;
      const notification = new Notification({ title: message.title, body: message.body });
      notification.on('click', () => showWindow());
      notification.show();
    });
    child.on('exit', (code) => {
      if (stopped) return;
      deaths += 1;
      if (deaths >= quickDeaths) dialog.showErrorBox(texts().coreDiedTitle, texts().coreDied(code));
      else core = fork();
    });
    return child;
  }

  ipcMain.on('bancada:connect', (event) => {
    if (!isOurs(event.senderFrame?.url)) return;
    const { port1, port2 } = new MessageChannelMain();
    core.postMessage({ kind: 'connect' }, [port1]);
    event.sender.postMessage('bancada:port', null, [port2]);
  });

  return {
    stop() {
      stopped = true;
      core.kill();
    },
  };
}
