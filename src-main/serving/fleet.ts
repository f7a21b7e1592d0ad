/**
 * `createFleet`: what stands behind an endpoint beside its first service: more replicas, a candidate that a rollout tries, the revision before kept warm.
 * Every change is written first, then told to the gateway; what is to end is ended when it has answered what it had.
 */
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { RunningService, ServiceLaunch } from '../engines/engine.ts';
import type { Engines } from '../engines/index.ts';
import type { Gateway } from '../gateway/index.ts';
import { launchOf } from './deploy.ts';
import { describeProgram } from './describe.ts';
import type { FleetRow, FleetStore, ReplicaRow, RevisionRow } from './fleet-store.ts';
import type { Deployment } from './plan.ts';
import { answersExample } from './readiness.ts';
import type { Running } from './running.ts';
import { createStandIn, type StandIn } from './stand-in.ts';
import { createReplicaStarter } from './start-replica.ts';
import { newStarter } from './starter.ts';
import { type EndpointRow, isUp, type ServingStore } from './store.ts';

export interface Fleet {
  /** A revision with its replicas, ready and tried out, without traffic. Takes up what an earlier attempt of the same number has left. */
  candidate(name: string, revision: number, deployment: Deployment, wish: { engine: EndpointRow['engine']; replicas: number }): Promise<void>;
  /** As many replicas of a revision as are wanted. Without a number: of the endpoint's own. */
  ensure(name: string, revision?: number): Promise<void>;
  /** At least as many replicas as the endpoint's own revision has. */
  strengthen(name: string, revision: number): Promise<void>;
  share(name: string, change: Partial<Pick<FleetRow, 'weights' | 'sticky' | 'shadow' | 'rollout'>>): Promise<void>;
  scale(name: string, change: Partial<Pick<FleetRow, 'replicas' | 'scaling'>>): Promise<void>;
  /** The revision becomes the endpoint's own and takes everything; the one before stays, warm. */
  promote(name: string, revision: number): Promise<void>;
  /** Ends a revision that is not the endpoint's own. */
  retire(name: string, revision: number): Promise<void>;
  readonly standIn: StandIn;
  /** Another replica of its own revision takes the place of the endpoint's first. */
  succeed(name: string, gone: string): Promise<boolean>;
  /** Ends everything but the first of the endpoint's own revision, and `before`. */
  clear(name: string, before: { id: string; service: RunningService } | null): Promise<void>;
  /** Ends a candidate or a warm revision of everybody, and what is left of replicas. */
  stop(name: string): Promise<void>;
}

export interface FleetParts {
  store: ServingStore;
  fleets: FleetStore;
  engines: Engines;
  running: Running;
  gateway: Pick<Gateway, 'apply' | 'drained'>;
}

const drainMs = 15_000;

export function createFleet(core: Pick<Core, 'home' | 'clock' | 'log'>, { store, fleets, engines, running, gateway }: FleetParts): Fleet {
  const ensuring = new Map<string, Promise<void>>();
  const startReplica = createReplicaStarter(core, { fleets, engines, running });
  const retire = (name: string, rows: readonly ReplicaRow[]) => end(name, rows, kinds(name));
  const standIn = createStandIn(core, { store, fleets, gateway, running, start: startReplica, retire });

  function own(name: string): EndpointRow {
    const row = store.row(name);
    if (!row) throw new BancadaError('ENDPOINT_NOT_FOUND', { name });
    return row;
  }

  /** What a replica of a revision is made from. */
  function template(name: string, revision: number): Pick<RevisionRow, 'engine' | 'launch' | 'inputExample' | 'replicas'> | null {
    const row = own(name);
    if (row.revision === revision) return { ...row, replicas: fleets.fleet(name).replicas - 1 };
    return fleets.revisions(name).find((one) => one.revision === revision) ?? null;
  }

  /** Room for the replicas that are missing, in one transaction: two cores that look at once do not both fill it. */
  function reserve(name: string, revision: number, starter: string): Promise<ReplicaRow[]> {
    return fleets.write(() => {
      const wanted = template(name, revision);
      if (!wanted) return [];
      const there = fleets.replicas(name).filter((row) => row.revision === revision && row.state !== 'leaving' && row.engine === null).length;
      return Array.from({ length: Math.max(0, wanted.replicas - there) }, () => {
        const launch: ServiceLaunch = launchOf(core, name, revision, { launch: wanted.launch }, 0);
        const row: ReplicaRow = { id: launch.id, endpoint: name, revision, launch, reference: null, state: 'starting', starter, engine: null };
        fleets.now.saveReplica(row);
        return row;
      });
    });
  }

  /** Out of the routes, then drained, then gone. */
  async function end(name: string, rows: readonly ReplicaRow[], kindOf: (row: ReplicaRow) => EndpointRow['engine']): Promise<void> {
    if (rows.length === 0) return;
    const starter = newStarter(core.clock.now());
    try {
      await fleets.write(() => {
        for (const row of rows) fleets.now.saveReplica({ ...row, state: 'leaving', starter: starter.mark });
      });
      await gateway.apply();
      await gateway.drained(
        rows.map(({ id }) => id),
        drainMs,
      );
      await Promise.all(
        rows.map(async (row) => {
          const service = await running.replica(row, kindOf(row));
          if (service) running.release(service.reference);
          await service?.stop();
          await fleets.write(() => fleets.now.dropReplica(row.id));
        }),
      );
    } finally {
      starter.done();
      running.changed(name);
    }
  }

  function kinds(name: string): (row: ReplicaRow) => EndpointRow['engine'] {
    const others = new Map(fleets.revisions(name).map(({ revision, engine }) => [revision, engine]));
    const { engine } = own(name);
    return (row) => row.engine ?? others.get(row.revision) ?? engine;
  }

  async function bring(name: string, revision: number): Promise<void> {
    const wanted = template(name, revision);
    if (!wanted) return;
    const ready = fleets.replicas(name).filter((row) => row.revision === revision && row.state === 'ready' && row.engine === null);
    if (ready.length > wanted.replicas) return end(name, ready.slice(wanted.replicas), kinds(name));
    const starter = newStarter(core.clock.now());
    try {
      const rows = await reserve(name, revision, starter.mark);
      if (rows.length === 0) return;
      const started = await Promise.allSettled(rows.map((row) => startReplica(row, wanted)));
      const failed = started.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    } finally {
      starter.done();
    }
    await gateway.apply();
    running.changed(name);
  }

  const fleet: Fleet = {
    standIn,
    async candidate(name, revision, deployment, { engine, replicas }) {
      await running.adopted();
      if (own(name).revision === revision) return;
      await (await engines.pick(engine)).prepare();
      if (!template(name, revision)) {
        const launch = launchOf(core, name, revision, deployment, 0);
        const described = deployment.described ?? { signature: [], inputExample: {} };
        const { source } = deployment;
        const row: RevisionRow = {
          endpoint: name,
          revision,
          role: 'candidate',
          engine,
          source,
          ...described,
          launch,
          replicas,
          createdAt: core.clock.now(),
        };
        await fleets.write(() => fleets.now.saveRevision(row));
      }
      await fleet.ensure(name, revision);
      const first = fleets.replicas(name).find((row) => row.revision === revision && row.state === 'ready');
      if (!first) throw new BancadaError('ENDPOINT_NOT_READY', { name, seconds: 0, detail: '—' });
      if (deployment.described !== null) return;
      const described = await describeProgram(first.launch.port);
      const service = await running.replica(first, engine);
      if (service) await answersExample(name, service, described.inputExample);
      const row = fleets.revisions(name).find((one) => one.revision === revision);
      if (row) await fleets.write(() => fleets.now.saveRevision({ ...row, ...described }));
    },
    /** One at a time for each revision, however often it is asked for. */
    ensure(name, revision = own(name).revision) {
      const key = `${name} ${revision}`;
      const turn = (ensuring.get(key) ?? Promise.resolve()).catch(() => {}).then(() => bring(name, revision));
      ensuring.set(key, turn);
      return turn;
    },
    async strengthen(name, revision) {
      const row = fleets.revisions(name).find((one) => one.revision === revision);
      const { replicas } = fleets.fleet(name);
      if (!row || row.replicas >= replicas) return;
      await fleets.write(() => fleets.now.saveRevision({ ...row, replicas }));
      await fleet.ensure(name, revision);
    },
    async share(name, change) {
      await fleets.updateFleet(name, change);
      await gateway.apply();
      running.changed(name);
    },
    async scale(name, change) {
      await fleets.updateFleet(name, change);
      if (isUp(own(name).status)) await fleet.ensure(name);
      running.changed(name);
    },
    async promote(name, revision) {
      await fleets.write(() => {
        const row = own(name);
        const next = fleets.revisions(name).find((one) => one.revision === revision);
        const ready = fleets.replicas(name).filter((one) => one.revision === revision && one.state === 'ready');
        const [first] = ready;
        if (!next || !first) throw new BancadaError('ENDPOINT_NOT_READY', { name, seconds: 0, detail: `r${revision}` });
        const before = fleets.fleet(name);
        const { engine, source, signature, inputExample } = row;
        const old = { endpoint: name, revision: row.revision, engine, source, signature, inputExample, launch: row.launch };
        fleets.now.dropRevision(name, revision);
        fleets.now.dropReplica(first.id);
        fleets.now.saveRevision({ ...old, role: 'warm', replicas: before.replicas, createdAt: row.startedAt ?? core.clock.now() });
        fleets.now.saveReplica({ ...old, id: row.launch.id, reference: row.reference, state: 'ready', starter: null, engine: null });
        fleets.now.saveFleet({ ...before, weights: {}, shadow: null, sticky: null, replicas: next.replicas });
        store.saveNow({
          ...{ ...row, revision, engine: next.engine, source: next.source, signature: next.signature, inputExample: next.inputExample },
          ...{ launch: first.launch, reference: first.reference, previousOutDir: row.launch.outDir, startedAt: core.clock.now(), error: null },
          displacedFrom: null,
        });
      });
      await gateway.apply();
      running.changed(name);
    },
    async retire(name, revision) {
      const kindOf = kinds(name);
      const { weights } = fleets.fleet(name);
      const { [revision]: _, ...left } = weights;
      await fleets.write(() =>
        fleets.now.saveFleet({ ...fleets.fleet(name), weights: left, ...(fleets.fleet(name).shadow?.revision === revision && { shadow: null }) }),
      );
      await end(
        name,
        fleets.replicas(name).filter((row) => row.revision === revision),
        kindOf,
      );
      await fleets.write(() => fleets.now.dropRevision(name, revision));
      running.changed(name);
    },
    succeed: (name, gone) =>
      fleets.write(() => {
        const row = store.row(name);
        const ready = fleets.replicas(name).filter((one) => one.revision === row?.revision && one.state === 'ready');
        // The engine of the others may be on its way out.
        const next = ready.find(({ engine }) => engine !== null) ?? ready[0];
        if (!row || !next || row.reference !== gone || !isUp(row.status)) return false;
        fleets.now.dropReplica(next.id);
        const displaced = next.engine !== null && next.engine !== row.engine;
        store.saveNow({
          ...{ ...row, launch: next.launch, reference: next.reference, previousOutDir: row.launch.outDir },
          ...(displaced && { engine: next.engine!, displacedFrom: row.engine }),
        });
        return true;
      }),
    async clear(name, before) {
      const kindOf = kinds(name);
      if (before) await gateway.drained([before.id], drainMs);
      if (before) running.release(before.service.reference);
      await Promise.all([before?.service.stop(), end(name, fleets.replicas(name), kindOf)]);
      await fleets.write(() => {
        for (const { revision } of fleets.revisions(name)) fleets.now.dropRevision(name, revision);
      });
    },
    async stop(name) {
      const kindOf = kinds(name);
      await end(name, fleets.replicas(name), kindOf);
      const { scaling, replicas, ...row } = fleets.fleet(name);
      await fleets.write(() => {
        fleets.now.dropAll(name);
        fleets.now.saveFleet({ ...row, weights: {}, sticky: null, shadow: null, rollout: null, replicas, scaling });
      });
    },
  };
  return fleet;
}
