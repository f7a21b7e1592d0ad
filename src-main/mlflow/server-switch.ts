/** `createSwitch`: the tracking server that the learner turns on and off; the setting outlives the lab. */
import { randomBytes } from 'node:crypto';
import type { TrackingServer } from '../contract/mlflow.ts';
import type { Settings } from '../contract/system.ts';
import type { MlflowServer } from './server.ts';

type Kept = Settings['trackingServer'];

export interface ServerSwitch {
  status(): TrackingServer;
  /** PORT_TAKEN. */
  start(options: { port: number; requireToken: boolean }): Promise<TrackingServer>;
  stop(): Promise<TrackingServer>;
  /** Starts it when it was on at the end of the last session. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

interface SwitchDeps {
  pythonPath: string;
  open(options: { port: number; token: string | null }): Promise<MlflowServer>;
  read(): Kept;
  save(kept: Kept): Promise<unknown>;
  changed(): void;
}

export function createSwitch({ pythonPath, open, read, save, changed }: SwitchDeps): ServerSwitch {
  let server: MlflowServer | null = null;
  // One turn at a time: a second click waits for the first.
  let turn: Promise<unknown> = Promise.resolve();

  function status(): TrackingServer {
    const { port, token } = read();
    return { running: server !== null, url: server?.url ?? null, port: server?.port ?? port, token, pythonPath };
  }
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }
  async function shut(): Promise<void> {
    await server?.close();
    server = null;
  }
  async function set(kept: Kept): Promise<TrackingServer> {
    await shut();
    if (kept.enabled) server = await open({ port: kept.port, token: kept.token });
    await save(kept);
    changed();
    return status();
  }

  return {
    status,
    start: ({ port, requireToken }) =>
      inTurn(() => set({ enabled: true, port, token: requireToken ? (read().token ?? randomBytes(24).toString('base64url')) : null })),
    stop: () => inTurn(() => set({ ...read(), enabled: false })),
    resume: () =>
      inTurn(async () => {
        const kept = read();
        if (!kept.enabled || server) return;
        server = await open({ port: kept.port, token: kept.token });
        changed();
      }),
    close: () => inTurn(shut),
  };
}
