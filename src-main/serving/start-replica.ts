/** `createReplicaStarter`: one more service of a revision, ready, tried out and warm; or gone without a trace. */
import { mkdirSync } from 'node:fs';
import type { Core } from '../common/core.ts';
import type { RunningService } from '../engines/engine.ts';
import type { Engines } from '../engines/index.ts';
import type { FleetStore, ReplicaRow, RevisionRow } from './fleet-store.ts';
import { answersExample, becomesReady } from './readiness.ts';
import type { Running } from './running.ts';

const warmUps = 10;

export type StartReplica = (row: ReplicaRow, revision: Pick<RevisionRow, 'engine' | 'inputExample'>) => Promise<void>;

export function createReplicaStarter(
  { log }: Pick<Core, 'log'>,
  { fleets, engines, running }: { fleets: FleetStore; engines: Engines; running: Pick<Running, 'hold' | 'release'> },
): StartReplica {
  return async (row, { engine: kind, inputExample }) => {
    const { endpoint: name, launch } = row;
    let service: RunningService | null = null;
    try {
      const engine = await engines.pick(row.engine ?? kind);
      mkdirSync(launch.outDir, { recursive: true });
      service = await engine.serve(launch);
      const started = { ...row, reference: service.reference, launch: { ...launch, port: service.port } };
      await fleets.write(() => fleets.now.saveReplica(started));
      await becomesReady(name, service);
      // More than once: the first requests of a cold process are slow, and they are nobody's then.
      for (let i = 0; i < warmUps; i++) await answersExample(name, service, inputExample);
      running.hold(name, service);
      await fleets.write(() => fleets.now.saveReplica({ ...started, state: 'ready', starter: null }));
    } catch (error) {
      if (service) running.release(service.reference);
      await service?.stop().catch((failure: unknown) => log.warn('replica not stopped', { name, error: failure }));
      await fleets.write(() => fleets.now.dropReplica(row.id));
      throw error;
    }
  };
}
