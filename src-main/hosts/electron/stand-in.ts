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
  menus: MenuItem[][];
  trays: FakeTray[];
  relaunches: string[][];
  protocols: string[];
  quits: number;
  schemes: { scheme: string; privileges: Record<string, boolean> }[];
  handlers: Map<string, (request: { url: string }) => Promise<Response>>;
  ipcMain: EventEmitter;
  permission(name: string): boolean;
}

export interface MenuItem {
  label?: string;
  role?: string;
  accelerator?: string;
  submenu?: MenuItem[];
  click?: () => void;
}

export interface FakeTray extends EventEmitter {
  tip: string;
  menu: MenuItem[];
}

export interface FakeCore extends EventEmitter {
  script: string;
  args: string[];
  received: { message: unknown; ports: unknown[] }[];
  kill(): void;
}

interface WindowOptions {
  webPreferences: Record<string, unknown>;
  width?: number;
  x?: number;
}

export class FakeWindow extends EventEmitter {
  loaded: string[] = [];
  focused = 0;
  minimized = false;
  maximized = false;
  options: WindowOptions;
  webContents = Object.assign(new EventEmitter(), {
    reloads: 0,
    reload() {
      this.reloads += 1;
    },
  });
  constructor(options: WindowOptions) {
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
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  getNormalBounds() {
    return { x: 40, y: 50, width: 1000, height: 700 };
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
}

export function createStandIn({ primary = true, hasTray = true, isPackaged = false, userData = '' } = {}): StandIn {
  const windows: FakeWindow[] = [];
  const forks: FakeCore[] = [];
  const state = {
    notifications: [] as StandIn['notifications'],
    opened: [] as string[],
    errors: [] as string[],
    menus: [] as MenuItem[][],
    trays: [] as FakeTray[],
    relaunches: [] as string[][],
    protocols: [] as string[],
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
    getPath: () => userData,
    isPackaged,
    setAsDefaultProtocolClient: (scheme: string) => state.protocols.push(scheme),
    relaunch: ({ args }: { args: string[] }) => state.relaunches.push(args),
    quit: () => {
      state.quits += 1;
    },
  });
  const ipcMain = new EventEmitter();
  const BrowserWindow = Object.assign(
    class extends FakeWindow {
      constructor(options: WindowOptions) {
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
    Menu: { setApplicationMenu: (menu: MenuItem[]) => state.menus.push(menu), buildFromTemplate: (template: unknown) => template },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    nativeImage: { createFromPath: (path: string) => path },
    Tray: class extends EventEmitter implements FakeTray {
      tip = '';
      menu: MenuItem[] = [];
      constructor(_icon: string) {
        super();
        if (!hasTray) throw new Error('no tray here');
        state.trays.push(this);
      }
      setToolTip(tip: string) {
        this.tip = tip;
      }
      setContextMenu(menu: MenuItem[]) {
        this.menu = menu;
      }
    },
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
    shell: {
      openExternal: async (url: string) => void state.opened.push(url),
      openPath: async (path: string) => void state.opened.push(path),
    },
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
      fork: (script: string, args: string[]) => {
        const core: FakeCore = Object.assign(new EventEmitter(), {
          script,
          args,
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
    get menus() {
      return state.menus;
    },
    get trays() {
      return state.trays;
    },
    get relaunches() {
      return state.relaunches;
    },
    get protocols() {
      return state.protocols;
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
