/** A stand-in for Electron's API that records what the host asks of it. For tests: the real program is not on every machine. */
import { EventEmitter } from 'node:events';

export interface StandIn {
  module: Record<string, unknown>;
  app: EventEmitter & { quit(): void };
  windows: FakeWindow[];
  forks: FakeCore[];
  notifications: { title: string; body: string }[];
  opened: string[];
  errors: string[];
  quits: number;
  schemes: { scheme: string; privileges: Record<string, boolean> }[];
  handlers: Map<string, (request: { url: string }) => Promise<Response>>;
  ipcMain: EventEmitter;
  permission(name: string): boolean;
}

export interface FakeCore extends EventEmitter {
  script: string;
  received: { message: unknown; ports: unknown[] }[];
  kill(): void;
}

export class FakeWindow extends EventEmitter {
  loaded: string[] = [];
  focused = 0;
  minimized = false;
  options: { webPreferences: Record<string, unknown> };
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  show(): void {}
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
}

export function createStandIn({ primary = true } = {}): StandIn {
  const windows: FakeWindow[] = [];
  const forks: FakeCore[] = [];
  const state = {
    notifications: [] as StandIn['notifications'],
    opened: [] as string[],
    errors: [] as string[],
    schemes: [] as StandIn['schemes'],
    quits: 0,
  };
  const handlers: StandIn['handlers'] = new Map();
  let permit: (contents: unknown, name: string, answer: (granted: boolean) => void) => void = () => {};

  const app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => primary,
    whenReady: () => Promise.resolve(),
    getAppPath: () => process.cwd(),
    getLocale: () => 'pt-BR',
    quit: () => {
      state.quits += 1;
    },
  });
  const ipcMain = new EventEmitter();
  const BrowserWindow = Object.assign(
    class extends FakeWindow {
      constructor(options: { webPreferences: Record<string, unknown> }) {
        super(options);
        windows.push(this);
      }
    },
    { getAllWindows: () => windows },
  );

  const module = {
    app,
    ipcMain,
    BrowserWindow,
    Menu: { setApplicationMenu: () => {}, buildFromTemplate: (template: unknown) => template },
    MessageChannelMain: class {
      port1 = { side: 'core' };
      port2 = { side: 'window' };
    },
    Notification: Object.assign(
      class extends EventEmitter {
        about: { title: string; body: string };
        constructor(about: { title: string; body: string }) {
          super();
          this.about = about;
        }
        show() {
          state.notifications.push(this.about);
        }
      },
      { isSupported: () => true },
    ),
    dialog: { showErrorBox: (title: string) => state.errors.push(title) },
    shell: { openExternal: async (url: string) => void state.opened.push(url) },
    protocol: {
      registerSchemesAsPrivileged: (schemes: StandIn['schemes']) => state.schemes.push(...schemes),
      handle: (scheme: string, handler: (request: { url: string }) => Promise<Response>) => handlers.set(scheme, handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: typeof permit) => {
          permit = handler;
        },
        setPermissionCheckHandler: () => {},
        setDevicePermissionHandler: () => {},
      },
    },
    utilityProcess: {
      fork: (script: string) => {
        const core: FakeCore = Object.assign(new EventEmitter(), {
          script,
          received: [] as FakeCore['received'],
          postMessage: (message: unknown, ports: unknown[]) => void core.received.push({ message, ports }),
          kill: () => void core.emit('exit', 0),
        });
        forks.push(core);
        return core;
      },
    },
  };

  return {
    module,
    app,
    windows,
    forks,
    handlers,
    ipcMain,
    get notifications() {
      return state.notifications;
    },
    get opened() {
      return state.opened;
    },
    get errors() {
      return state.errors;
    },
    get quits() {
      return state.quits;
    },
    get schemes() {
      return state.schemes;
    },
    permission(name) {
      let granted = false;
      permit(null, name, (answer) => {
        granted = answer;
      });
      return granted;
    },
  };
}
