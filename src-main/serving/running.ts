/**
 * `createRunning`: the services behind the endpoints. Endpoints outlive the core, so a new core adopts lazily what an earlier one (or a command line
 * that has exited) started, and says of what is gone that it is gone.
 */
import { uptime } from 'node:os';
import type { Core } from '../common/core.ts';
import type { EngineKind } from '../contract/base.ts';
import { BancadaError, isErrorCode } from '../contract/errors.ts';
import type { RunningService } from '../engines/engine.ts';
import type { Engines } from '../engines/index.ts';
import type { LastLogs } from './last-logs.ts';
import { isStarting } from './starter.ts';
import type { EndpointRow, ServingStore } from './store.ts';

export interface Running {
  /** Null when it does not run. */
  service(name: string): Promise<RunningService | null>;
  /** What runs now behind a name; its unexpected end is noticed and recorded. */
  hold(name: string, service: RunningService): void;
  release(name: string): void;
  /** Looks once after everything that an earlier core left. */
  adopted(): Promise<void>;
  changed(name: string): void;
}

export function createRunning(core: Pick<Core, 'changes' | 'clock' | 'log'>, store: ServingStore, engines: Engines, lastLogs: LastLogs): Running {
  const held = new Map<string, RunningService>();
  let adopting: Promise<void> | null = null;
  const changed = (name: string) => core.changes.publish({ topic: 'endpoints', id: name });

  function hold(name: string, service: RunningService): void {
    held.set(name, service);
    void service.ended.then(async ({ code }) => {
      if (held.get(name) !== service) return;
      held.delete(name);
      await lastLogs.keep(name, service);
      const last = (await service.logs(1).catch(() => [])).at(-1) ?? '—';
      await gone(name, service.reference, `exit ${code ?? '—'} · ${last}`).catch((error: unknown) =>
        core.log.warn('endpoint end not recorded', { name, error }),
      );
    });
  }

  /** Another core may have stopped or replaced it meanwhile: then its row says so, and stays. */
  async function gone(name: string, reference: string, detail: string): Promise<void> {
    const wasUp = (row: EndpointRow) => row.reference === reference && (row.status === 'ready' || row.status === 'unhealthy');
    const done = await store.update(name, (row) => {
      if (!wasUp(row)) return null;
      const restarted = row.startedAt !== null && row.startedAt < core.clock.now() - uptime() * 1000;
      const failure = new BancadaError('ENDPOINT_ENDED', { name, detail });
      return { status: restarted ? 'stopped' : 'failed', reference: null, error: { ...failure.toJSON(), message: failure.message } };
    });
    if (done) changed(name);
  }

  async function adopt(row: EndpointRow): Promise<void> {
    const abandoned = row.starter !== null && !isStarting(row.starter, core.clock.now());
    if (row.candidate !== null && abandoned) {
      const engine = await engines.pick(row.engine);
      await (await engine.adoptService(row.candidate.reference, row.candidate.launch))?.stop();
    }
    if (abandoned) await store.update(row.name, (now) => (now.starter === row.starter ? { starter: null, candidate: null } : null));
    if (abandoned && (row.status === 'starting' || row.status === 'stopping')) {
      await store.update(row.name, (now) => (now.status === row.status ? { status: 'stopped', reference: null } : null));
      changed(row.name);
    }
    if (row.reference === null || held.has(row.name) || (row.status !== 'ready' && row.status !== 'unhealthy')) return;
    const engine = await engines.pick(row.engine);
    const service = await engine.adoptService(row.reference, row.launch);
    if (service) hold(row.name, service);
    else await gone(row.name, row.reference, '—');
  }

  async function adoptAll(): Promise<void> {
    const rows = store.rows();
    for (const row of rows) {
      await adopt(row).catch(async (error: unknown) => {
        // The engine does not answer: what it runs may still be there.
        core.log.warn('endpoint not adopted', { name: row.name, error });
        if (error instanceof BancadaError && isErrorCode(error.code))
          await store.update(row.name, (now) =>
            now.status === 'ready' ? { status: 'unhealthy', error: { ...error.toJSON(), message: error.message } } : null,
          );
      });
    }
    await reapStrays();
  }

  /** Services of this home that no row knows: a core died between starting one and writing it down. */
  async function reapStrays(): Promise<void> {
    const rows = store.rows();
    if (rows.some((row) => row.starter !== null)) return;
    const keep = new Set(rows.flatMap((row) => (row.reference === null ? [] : [row.reference])));
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
    release: (name) => held.delete(name),
    async service(name) {
      await adopted();
      const row = store.row(name);
      const service = held.get(name);
      if (!row || row.reference === null) return null;
      if (service?.reference === row.reference) return service;
      // Another core of this home has put a new revision in place.
      held.delete(name);
      const engine = await engines.pick(row.engine);
      const found = await engine.adoptService(row.reference, row.launch);
      if (found) hold(name, found);
      return found;
    },
  };
}
