/** MLflow's REST protocol over tracking and registry, so that a stock client logs to the lab. */
import type { Core } from '../common/core.ts';
import type { Settings } from '../contract/system.ts';
import type { RegistryDomain } from '../registry/index.ts';
import type { TrackingDomain } from '../tracking/index.ts';
import { createGrants } from './grants.ts';
import { createLens, type Lens } from './lens.ts';
import type { Mlflow as MlflowForPipelines } from './mlflow.ts';
import type { MlflowServer, MlflowServerOptions } from './server.ts';
import { createSwitch, type ServerSwitch } from './server-switch.ts';

export interface Mlflow extends MlflowForPipelines {
  /** The server that the learner turns on and off. */
  readonly server: ServerSwitch;
  readonly lens: Lens;
  /** A server of its own, without lens; the caller closes it. PORT_TAKEN. */
  serve(options: { port: number; token: string | null }): Promise<MlflowServer>;
  replay(request: Parameters<MlflowServer['inject']>[0]): ReturnType<MlflowServer['inject']>;
  /** Says where the lab's own pages are, for links that clients print. */
  showAt(origin: string): void;
  close(): Promise<void>;
}

interface Parts {
  tracking: TrackingDomain;
  registry: RegistryDomain;
  /** Folder of the header provider for Python. */
  pythonPath: string;
  settings: { read(): Settings; save(change: Partial<Settings>): Promise<unknown> };
}

export function createMlflow(core: Pick<Core, 'log' | 'changes'>, { tracking, registry, settings, pythonPath }: Parts): Mlflow {
  let appOrigin: string | null = null;
  const lens = createLens(() => core.changes.publish({ topic: 'wire' }));
  // Made at the first server: nobody needs them to see the first screen.
  let recovered: Promise<unknown> | null = null;
  const open = async (options: Pick<MlflowServerOptions, 'host' | 'port' | 'token' | 'otherHosts' | 'lens'>) => {
    recovered ??= tracking.artifacts.tree.recover().catch((error: unknown) => core.log.error('artifacts of a dead core stay', { error }));
    // Its packages with it: no window that opens waits for them.
    const { startCompleteServer } = await import('./complete-server.ts');
    await recovered;
    return startCompleteServer({ tracking, registry }, { ...options, log: core.log, appOrigin: () => appOrigin });
  };

  const server = createSwitch({
    pythonPath,
    open: (options) => open({ ...options, lens }),
    read: () => settings.read().trackingServer,
    save: (trackingServer) => settings.save({ trackingServer }),
    changed: () => core.changes.publish({ topic: 'mlflow' }),
  });
  const grants = createGrants(({ admits, ...options }) => open({ ...options, token: admits, lens }));
  let replayer: Promise<MlflowServer> | null = null;

  return {
    server,
    lens,
    serve: (options) => open(options),
    grant: (reach) => grants.grant(reach),
    async replay(request) {
      replayer ??= open({ lens });
      return (await replayer).inject(request);
    },
    showAt(origin) {
      appOrigin = origin;
    },
    async close() {
      await server.close();
      await grants.close();
      await (await replayer)?.close();
      await recovered;
    },
  };
}
