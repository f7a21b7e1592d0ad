/**
 * `createStandIn`: keeps an endpoint answering while its container engine is away: a service of the same revision on the process engine, which needs none.
 * The gateway holds the requests meanwhile.
 */
import type { Core } from '../common/core.ts';
import type { Gateway } from '../gateway/index.ts';
import { launchOf } from './deploy.ts';
import type { FleetStore, ReplicaRow } from './fleet-store.ts';
import type { Running } from './running.ts';
import type { StartReplica } from './start-replica.ts';
import { newStarter } from './starter.ts';
import { type EndpointRow, isUp, type ServingStore } from './store.ts';
import { isAlone } from './temporary.ts';

export interface StandIn {
  /** There is one, once this resolves; whoever asks meanwhile waits for the same. */
  begin(name: string): Promise<void>;
  /** The engine is there, and what runs on it. */
  end(name: string): Promise<void>;
}

interface StandInParts {
  store: ServingStore;
  fleets: FleetStore;
  gateway: Pick<Gateway, 'apply'>;
  running: Pick<Running, 'changed'>;
  start: StartReplica;
  /** Drained, then gone. */
  retire(name: string, rows: readonly ReplicaRow[]): Promise<void>;
}

const othersMs = 15_000;
const lookMs = 50;

export function createStandIn(core: Pick<Core, 'home' | 'clock' | 'log'>, { store, fleets, gateway, running, start, retire }: StandInParts): StandIn {
  const beginning = new Map<string, Promise<void>>();

  const standing = ({ name, revision }: EndpointRow) =>
    fleets.replicas(name).filter((one) => one.revision === revision && one.engine !== null && one.state !== 'leaving');

  /** Null: somebody is at it, or there is nothing to stand in for. */
  function reserve(name: string, starter: string): Promise<{ row: EndpointRow; replica: ReplicaRow } | null> {
    return fleets.write(() => {
      const row = store.row(name);
      if (!row || !isUp(row.status) || row.engine === 'process' || isAlone(name) || standing(row).length > 0) return null;
      const launch = launchOf(core, name, row.revision, row, 0);
      const replica: ReplicaRow = {
        ...{ id: launch.id, endpoint: name, revision: row.revision, launch, reference: null },
        state: 'starting',
        starter,
        engine: 'process',
      };
      fleets.now.saveReplica(replica);
      return { row, replica };
    });
  }

  /** Of another core of this home. */
  async function others(name: string): Promise<void> {
    for (let waited = 0; waited < othersMs; waited += lookMs) {
      const row = store.row(name);
      if (!row || !standing(row).some(({ state }) => state === 'starting')) return;
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  }

  async function begin(name: string): Promise<void> {
    const starter = newStarter(core.clock.now());
    try {
      const reserved = await reserve(name, starter.mark);
      if (!reserved) return await others(name);
      core.log.warn('engine away, another stands in', { name, engine: reserved.row.engine });
      await start(reserved.replica, reserved.row);
      await gateway.apply();
      running.changed(name);
    } finally {
      starter.done();
    }
  }

  return {
    begin(name) {
      const under = beginning.get(name) ?? begin(name).finally(() => beginning.delete(name));
      beginning.set(name, under);
      return under;
    },
    async end(name) {
      await beginning.get(name)?.catch(() => {});
      const row = store.row(name);
      if (row)
        await retire(
          name,
          standing(row).filter(({ state }) => state === 'ready'),
        );
    },
  };
}
