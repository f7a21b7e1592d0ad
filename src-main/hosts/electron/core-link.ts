/** The core's utility process: started here, given a port for every window that asks, started again when it dies. */
import { app, dialog, ipcMain, MessageChannelMain, type MessagePortMain, Notification, type UtilityProcess, utilityProcess } from 'electron';
import { language, texts } from './texts.ts';
import type { RunningEndpoint } from './tray.ts';
import { isOurs, showWindow } from './window.ts';

export interface CoreLink {
  stop(): void;
}

/** What the core tells the desktop: that it listens, something to show, which endpoints answer. */
export type CoreMessage =
  | { kind: 'ready' }
  /** The home cannot be opened: the core ends. */
  | { kind: 'refused'; words: Record<'pt' | 'en', { what: string; fix: string }> }
  | { kind: 'notify'; title: string; body: string }
  | { kind: 'endpoints'; endpoints: RunningEndpoint[] };

export interface CoreOptions {
  script: string;
  applicationRoot: string;
  isSafe: boolean;
  onEndpoints(endpoints: readonly RunningEndpoint[]): void;
}

const quickDeaths = 3;

export function startCore({ script, applicationRoot, isSafe, onEndpoints }: CoreOptions): CoreLink {
  let stopped = false;
  let deaths = 0;
  // Windows may ask before the core listens: their ports wait.
  let waiting: MessagePortMain[] | null = [];
  let core: UtilityProcess = fork();

  function fork(): UtilityProcess {
    const child = utilityProcess.fork(script, [applicationRoot, ...(isSafe ? ['--safe-mode'] : [])], {
      serviceName: 'bancada-core',
      stdio: 'inherit',
    });
    child.on('message', (message: CoreMessage) => {
      if (message.kind === 'ready') {
        for (const port of waiting ?? []) child.postMessage({ kind: 'connect' }, [port]);
        waiting = null;
      }
      if (message.kind === 'refused') {
        stopped = true;
        const { what, fix } = message.words[language()];
        dialog.showErrorBox(what, fix);
        app.quit();
      }
      if (message.kind === 'endpoints') onEndpoints(message.endpoints);
      if (message.kind !== 'notify' || !Notification.isSupported()) return;
      const notification = new Notification({ title: message.title, body: message.body });
      notification.on('click', () => showWindow());
      notification.show();
    });
    child.on('exit', (code) => {
      if (stopped) return;
      waiting = [];
      deaths += 1;
      if (deaths >= quickDeaths) dialog.showErrorBox(texts().coreDiedTitle, texts().coreDied(code));
      else core = fork();
    });
    return child;
  }

  ipcMain.on('bancada:connect', (event) => {
    if (!isOurs(event.senderFrame?.url)) return;
    const { port1, port2 } = new MessageChannelMain();
    if (waiting) waiting.push(port1);
    else core.postMessage({ kind: 'connect' }, [port1]);
    event.sender.postMessage('bancada:port', null, [port2]);
  });

  return {
    stop() {
      stopped = true;
      core.kill();
    },
  };
}
