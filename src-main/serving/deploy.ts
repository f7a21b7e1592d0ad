/**
 * `createDeployer`: puts a revision behind an endpoint. Whatever is new must become ready and answer its example before what runs is touched:
 * on its own port where that is another one, else as a candidate on a scratch port, to be started again on the stable port once that is free.
 * Between the two the endpoint does not answer (docs/MONITORING.md has the figures); the gateway of a later issue takes that gap away.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { EngineKind } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Engine, RunningService, ServiceLaunch } from '../engines/engine.ts';
import type { Engines } from '../engines/index.ts';
import { type Described, describeProgram } from './describe.ts';
import { type LastLogs, lastLogFile } from './last-logs.ts';
import type { Deployment } from './plan.ts';
import { isFree, portsToTry } from './ports.ts';
import { answersExample, becomesReady } from './readiness.ts';
import type { Running } from './running.ts';
import { isStarting, newStarter } from './starter.ts';
import type { EndpointRow, ServingStore } from './store.ts';

const othersPauseMs = 200;

interface Started extends Described {
  service: RunningService;
  launch: ServiceLaunch;
  readyMs: number;
}

export type Deploy = (name: string, deployment: Deployment, wish: { engine?: EngineKind | undefined; port?: number | undefined }) => Promise<void>;

export function createDeployer(
  core: Pick<Core, 'home' | 'homeId' | 'clock' | 'log'>,
  store: ServingStore,
  engines: Engines,
  running: Running,
  lastLogs: LastLogs,
): Deploy {
  function launchOf(name: string, revision: number, { launch }: Deployment, port: number): ServiceLaunch {
    const id = `${name}-r${revision}-${randomBytes(4).toString('hex')}`;
    const outDir = join(core.home.endpoints, name, id, 'out');
    const run = { id, pipeline: name, step: 'service', attempt: revision };
    return { ...launch, id, labels: { 'bancada.endpoint': name }, outDir, matrix: {}, run, port };
  }

  /** Ready and tried out, or gone without a trace but its log. */
  async function start(engine: Engine, name: string, deployment: Deployment, launch: ServiceLaunch): Promise<Started> {
    mkdirSync(launch.outDir, { recursive: true });
    const begun = performance.now();
    const service = await engine.serve(launch);
    try {
      await store.update(name, () => ({ candidate: { reference: service.reference, launch } }));
      await becomesReady(name, service);
      const readyMs = Math.round(performance.now() - begun);
      const described = deployment.described ?? (await describeProgram(service.port));
      await answersExample(name, service, described.inputExample);
      return { ...described, service, launch: { ...launch, port: service.port }, readyMs };
    } catch (error) {
      if (store.row(name)?.status === 'starting') await lastLogs.keep(name, service);
      await service.stop().catch((failure: unknown) => core.log.warn('candidate not stopped', { name, error: failure }));
      throw error;
    }
  }

  /** On the port wished for, else the endpoint's own, else the next free one. */
  async function startOnPort(engine: Engine, name: string, deployment: Deployment, revision: number, wished: number | undefined, own: number | null) {
    const attempt = (port: number) => start(engine, name, deployment, launchOf(name, revision, deployment, port));
    if (wished !== undefined) return attempt(wished);
    const taken = new Set(store.rows().flatMap((row) => (row.port === null || row.name === name ? [] : [row.port])));
    for (const port of [...(own === null ? [] : [own]), ...portsToTry(core.homeId, name, taken)]) {
      if (!(await isFree(port))) continue;
      try {
        return await attempt(port);
      } catch (error) {
        if (!(error instanceof BancadaError && error.code === 'PORT_TAKEN')) throw error;
      }
    }
    throw new BancadaError('PORT_TAKEN', { port: own ?? 0 });
  }

  /** Candidate first, then the change on the same port. When even that fails, what ran before runs again. */
  async function replace(engine: Engine, name: string, deployment: Deployment, before: EndpointRow, live: RunningService): Promise<Started> {
    const revision = before.revision + 1;
    const candidate = await start(engine, name, deployment, launchOf(name, revision, deployment, 0));
    running.release(name);
    const begun = performance.now();
    await Promise.all([candidate.service.stop(), live.stop()]);
    try {
      const next = await start(engine, name, deployment, launchOf(name, revision, deployment, live.port));
      core.log.info('endpoint switched', { name, revision, gapMs: Math.round(performance.now() - begun) });
      return next;
    } catch (error) {
      await restore(name, before).catch(async (failure: unknown) => {
        core.log.error('previous revision not restored', { name, error: failure });
        await store.update(name, () => ({ status: 'starting', reference: null }));
      });
      throw error;
    } finally {
      await discard(candidate.launch);
    }
  }

  async function restore(name: string, before: EndpointRow): Promise<void> {
    const engine = await engines.pick(before.engine);
    const service = await engine.serve(before.launch);
    await becomesReady(name, service);
    await store.update(name, () => ({ ...before, reference: service.reference, starter: null, candidate: null }));
    running.hold(name, service);
  }

  async function discard(launch: ServiceLaunch): Promise<void> {
    await rm(dirname(launch.outDir), { recursive: true, force: true }).catch((error: unknown) => core.log.warn('folder not removed', { error }));
  }

  /** Keeps this revision's folder and the one before it. */
  async function tidy(name: string, kept: readonly (string | null)[]): Promise<void> {
    const folder = join(core.home.endpoints, name);
    const keep = new Set([join(folder, lastLogFile), ...kept.flatMap((outDir) => (outDir === null ? [] : [dirname(outDir)]))]);
    for (const entry of readdirSync(folder).map((entry) => join(folder, entry))) {
      if (!keep.has(entry))
        await rm(entry, { recursive: true, force: true }).catch((error: unknown) => core.log.warn('folder not removed', { error }));
    }
  }

  /** Waits while another core of this home is at it. Answers with what there was before. */
  async function takeTurn(fresh: EndpointRow): Promise<EndpointRow | null> {
    while (!(await store.claim(fresh, (mark) => isStarting(mark, core.clock.now()))))
      await new Promise((resolve) => setTimeout(resolve, othersPauseMs));
    const row = store.row(fresh.name)!;
    return row.revision === 0 ? null : row;
  }

  return async (name, deployment, wish) => {
    await running.adopted();
    const engine = await engines.pick(wish.engine);
    await engine.prepare();
    const starter = newStarter(core.clock.now());
    const before = await takeTurn({
      ...{ name, status: 'starting', engine: engine.kind, source: deployment.source, signature: [], inputExample: {}, revision: 0, port: null },
      ...{ launch: launchOf(name, 0, deployment, 0), reference: null, previousOutDir: null, startedAt: null, readyMs: null, error: null },
      ...{ starter: starter.mark, candidate: null },
    });
    try {
      const live = await running.service(name);
      const revision = (before?.revision ?? 0) + 1;
      if (!live)
        await store.update(name, () => ({ status: 'starting', engine: engine.kind, source: deployment.source, error: null, reference: null }));
      running.changed(name);
      const samePort = live !== null && (wish.port === undefined || wish.port === live.port);
      const next =
        samePort && before
          ? await replace(engine, name, deployment, before, live)
          : await startOnPort(engine, name, deployment, revision, wish.port, live ? null : (before?.port ?? null));
      const { service, launch, readyMs, signature, inputExample } = next;
      await store.save({
        ...{ name, status: 'ready', engine: engine.kind, source: deployment.source, signature, inputExample, revision, port: service.port, launch },
        ...{ reference: service.reference, previousOutDir: before?.launch.outDir ?? null, startedAt: core.clock.now(), readyMs, error: null },
        ...{ starter: null, candidate: null },
      });
      if (live && !samePort) await live.stop();
      running.hold(name, service);
      await tidy(name, [launch.outDir, before?.launch.outDir ?? null]);
    } catch (error) {
      const known = error instanceof BancadaError ? { ...error.toJSON(), message: error.message } : null;
      await store.update(name, (row) => ({
        ...(row.status === 'starting' && { status: 'failed' as const, error: known ?? { code: 'INTERNAL', data: {}, message: String(error) } }),
        ...{ starter: null, candidate: null },
      }));
      throw error;
    } finally {
      starter.done();
      running.changed(name);
    }
  };
}
