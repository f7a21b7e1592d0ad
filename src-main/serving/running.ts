/**
 * `createRunning`: the services behind the endpoints. Endpoints outlive the core, so a new core adopts lazily what an earlier one (or a command line
 * that has exited) started, and says of what is gone that it is gone.
 */
import { uptime } from 'node:os';
import type { Core } from '../common/core.ts';
import type { EngineKind } from '../contract/base.ts';
import { BancadaError, isErrorCode } from '../contract/errors.ts';
import type { RunningService, ServiceLaunch } from '../engines/engine.ts';
import type { Engines } from '../engines/index.ts';
import type { FleetStore, ReplicaRow } from './fleet-store.ts';
import type { LastLogs } from './last-logs.ts';
import { isStarting } from './starter.ts';
import { type EndpointRow, isUp, type ServingStore } from './store.ts';

export interface Running {
  /** The first of the endpoint's own revision. Null when it does not run. */
  service(name: string): Promise<RunningService | null>;
  /** Null when it does not run. */
  replica(row: Pick<ReplicaRow, 'reference' | 'launch' | 'endpoint'>, engine: EngineKind): Promise<RunningService | null>;
  /** What runs now for an endpoint; its unexpected end is noticed and recorded. */
  hold(name: string, service: RunningService): void;
  release(reference: string): void;
  /** Looks once after everything that an earlier core left. */
  adopted(): Promise<void>;
  changed(name: string): void;
}

export interface RunningParts {
  store: ServingStore;
  fleets: FleetStore;
  engines: Engines;
  lastLogs: LastLogs;
  /** A service has ended that nobody ended, and its row is gone or says so. */
  onGone(name: string): void;
  /** Its engine goes away: resolves when something else answers for it, or cannot. */
  onEngineAway(name: string): Promise<void>;
  /** The engine does not answer for now; what runs on it may be there. */
  onSilence(name: string, silent: boolean): void;
  /** What went away with its engine may go back to it. */
  onEngineBack(name: string): void;
  /** Another replica takes the place of the first: true when there was one. */
  succeed(name: string, gone: string): Promise<boolean>;
}

export function createRunning(core: Pick<Core, 'changes' | 'clock' | 'log'>, parts: RunningParts): Running {
  const { store, fleets, engines, lastLogs } = parts;
  const held = new Map<string, RunningService>();
  let adopting: Promise<void> | null = null;
  const changed = (name: string) => core.changes.publish({ topic: 'endpoints', id: name });

  function hold(name: string, service: RunningService): void {
    held.set(service.reference, service);
    const { engineLife } = service;
    engineLife?.onSilence((silent) => {
      if (held.get(service.reference) === service) parts.onSilence(name, silent);
    });
    void service.ended.then(async ({ code }) => {
      if (held.get(service.reference) !== service) return;
      held.delete(service.reference);
      const away = (await engineLife?.leaves()) ?? false;
      if (away) await parts.onEngineAway(name);
      else await lastLogs.keep(name, service);
      const last = away ? '—' : ((await service.logs(1).catch(() => [])).at(-1) ?? '—');
      await gone(name, service.reference, `exit ${code ?? '—'} · ${last}`).catch((error: unknown) =>
        core.log.warn('endpoint end not recorded', { name, error }),
      );
      if (!away) return;
      await engineLife?.returned();
      parts.onEngineBack(name);
    });
  }

  /** Another core may have stopped or replaced it meanwhile: then its row says so, and stays. */
  async function gone(name: string, reference: string, detail: string): Promise<void> {
    const extra = fleets.replicas(name).find((row) => row.reference === reference);
    if (extra) {
      if (extra.state === 'ready' && (await fleets.write(() => fleets.now.dropReplica(extra.id)))) parts.onGone(name);
      return;
    }
    if (await parts.succeed(name, reference)) return parts.onGone(name);
    const wasUp = (row: EndpointRow) => row.reference === reference && isUp(row.status);
    const done = await store.update(name, (row) => {
      if (!wasUp(row)) return null;
      const restarted = row.startedAt !== null && row.startedAt < core.clock.now() - uptime() * 1000;
      const failure = new BancadaError('ENDPOINT_ENDED', { name, detail });
      return { status: restarted ? 'stopped' : 'failed', reference: null, error: { ...failure.toJSON(), message: failure.message } };
    });
    if (!done) return;
    changed(name);
    parts.onGone(name);
  }

  async function find(name: string, reference: string, kind: EngineKind, launch: ServiceLaunch): Promise<RunningService | null> {
    const known = held.get(reference);
    if (known) return known;
    const found = await (await engines.pick(kind)).adoptService(reference, launch);
    if (found) hold(name, found);
    return found;
  }

  async function adopt(row: EndpointRow): Promise<void> {
    const abandoned = row.starter !== null && !isStarting(row.starter, core.clock.now());
    if (row.candidate !== null && abandoned) {
      const engine = await engines.pick(row.engine);
      // It may have become what serves, the moment before.
      if (row.candidate.reference !== row.reference) await (await engine.adoptService(row.candidate.reference, row.candidate.launch))?.stop();
    }
    if (abandoned) await store.update(row.name, (now) => (now.starter === row.starter ? { starter: null, candidate: null } : null));
    if (abandoned && (row.status === 'starting' || row.status === 'stopping')) {
      await store.update(row.name, (now) => (now.status === row.status ? { status: 'stopped', reference: null } : null));
      changed(row.name);
    }
    if (row.reference === null || !isUp(row.status)) return;
    if (row.displacedFrom !== null) parts.onEngineBack(row.name);
    if (!(await find(row.name, row.reference, row.engine, row.launch))) await gone(row.name, row.reference, '—');
  }

  async function adoptReplica(row: ReplicaRow): Promise<void> {
    const endpoint = store.row(row.endpoint);
    if (row.starter !== null && isStarting(row.starter, core.clock.now())) return;
    const kind =
      row.engine ?? fleets.revisions(row.endpoint).find(({ revision }) => revision === row.revision)?.engine ?? endpoint?.engine ?? 'process';
    const service = row.reference === null ? null : await find(row.endpoint, row.reference, kind, row.launch);
    const isNeeded = row.engine === null || !held.has(endpoint?.reference ?? '');
    if (service && row.state === 'ready' && endpoint && isUp(endpoint.status) && isNeeded) return;
    if (service) {
      held.delete(service.reference);
      await service.stop();
    }
    if (await fleets.write(() => fleets.now.dropReplica(row.id))) parts.onGone(row.endpoint);
  }

  async function adoptAll(): Promise<void> {
    for (const row of store.rows()) {
      await adopt(row).catch(async (error: unknown) => {
        // The engine does not answer: what it runs may still be there.
        core.log.warn('endpoint not adopted', { name: row.name, error });
        if (error instanceof BancadaError && isErrorCode(error.code))
          await store.update(row.name, (now) =>
            now.status === 'ready' ? { status: 'unhealthy', error: { ...error.toJSON(), message: error.message } } : null,
          );
      });
    }
    for (const row of fleets.replicas())
      await adoptReplica(row).catch((error: unknown) => core.log.warn('replica not adopted', { id: row.id, error }));
    await reapStrays();
  }

  /** Services of this home that no row knows: a core died between starting one and writing it down. */
  async function reapStrays(): Promise<void> {
    const rows = store.rows();
    const replicas = fleets.replicas();
    if ([...rows, ...replicas].some((row) => row.starter !== null)) return;
    const keep = new Set([...rows, ...replicas].flatMap((row) => (row.reference === null ? [] : [row.reference])));
    for (const kind of new Set<EngineKind>(rows.map((row) => row.engine))) {
      const engine = await engines.pick(kind).catch(() => null);
      const removed = (await engine?.reap(keep, 'service').catch(() => [])) ?? [];
      if (removed.length > 0) core.log.info('stray services removed', { engine: kind, count: removed.length });
    }
  }

  const adopted = () => (adopting ??= adoptAll());

  return {
    adopted,
    changed,
    hold,
    release: (reference) => held.delete(reference),
    replica: async (row, kind) => (row.reference === null ? null : find(row.endpoint, row.reference, kind, row.launch)),
    async service(name) {
      await adopted();
      const row = store.row(name);
      return row && row.reference !== null ? find(name, row.reference, row.engine, row.launch) : null;
    },
  };
}
