/**
 * `createDeployer`: puts a revision behind an endpoint. Whatever is new must become ready and answer its example, on a port of its own, before the gateway
 * sends it anything; what ran before is stopped when it has answered what it had. Nobody waits for the change.
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
import type { Fleet } from './fleet.ts';
import type { FleetStore } from './fleet-store.ts';
import { type LastLogs, lastLogFile } from './last-logs.ts';
import type { Deployment } from './plan.ts';
import { isFree, portsToTry } from './ports.ts';
import { answersExample, becomesReady } from './readiness.ts';
import { isFronted } from './routes.ts';
import type { Running } from './running.ts';
import { isStarting, newStarter } from './starter.ts';
import type { EndpointRow, ServingStore } from './store.ts';
import { isAlone } from './temporary.ts';

const othersPauseMs = 200;

interface Started extends Described {
  service: RunningService;
  launch: ServiceLaunch;
  readyMs: number;
}

interface Wish {
  engine?: EngineKind | undefined;
  port?: number | undefined;
}

/** Gives the revision as it was put up: another core of the home may have put up its own since. */
export type Deploy = (name: string, deployment: Deployment, wish: Wish) => Promise<EndpointRow>;

export interface DeployerParts {
  store: ServingStore;
  fleets: FleetStore;
  fleet: Fleet;
  engines: Engines;
  running: Running;
  lastLogs: LastLogs;
  /** Endpoints whose port the gateway could not have. */
  publish(): Promise<Record<string, string>>;
}

export function launchOf(
  core: Pick<Core, 'home'>,
  name: string,
  revision: number,
  { launch }: Pick<Deployment, 'launch'>,
  port: number,
): ServiceLaunch {
  const id = `${name}-r${revision}-${randomBytes(4).toString('hex')}`;
  const outDir = join(core.home.endpoints, name, id, 'out');
  const run = { id, pipeline: name, step: 'service', attempt: revision };
  return { ...launch, id, labels: { 'bancada.endpoint': name }, outDir, matrix: {}, run, port };
}

export function createDeployer(core: Pick<Core, 'home' | 'homeId' | 'clock' | 'log'>, parts: DeployerParts): Deploy {
  const { store, fleets, fleet, engines, running, lastLogs, publish } = parts;

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

  /** The port wished for, else the endpoint's own, else the next free one. */
  async function* ports(name: string, wished: number | undefined, own: number | null): AsyncGenerator<number> {
    if (wished !== undefined) return yield wished;
    const taken = new Set(store.rows().flatMap((row) => (row.port === null || row.name === name ? [] : [row.port])));
    for (const port of [...(own === null ? [] : [own]), ...portsToTry(core.homeId, name, taken)]) if (await isFree(port)) yield port;
  }

  /** One that a check starts for itself holds its port itself. */
  async function startOnPort(engine: Engine, name: string, deployment: Deployment, revision: number, wished: number | undefined, own: number | null) {
    for await (const port of ports(name, wished, own)) {
      try {
        return await start(engine, name, deployment, launchOf(core, name, revision, deployment, port));
      } catch (error) {
        if (wished !== undefined || !(error instanceof BancadaError && error.code === 'PORT_TAKEN')) throw error;
      }
    }
    throw new BancadaError('PORT_TAKEN', { port: own ?? 0 });
  }

  /** Writes the revision down and has the gateway send everything to it. When no port is to be had, what ran before goes on. */
  async function put(
    row: Omit<EndpointRow, 'port'>,
    before: EndpointRow | null,
    live: RunningService | null,
    wished: number | undefined,
  ): Promise<EndpointRow> {
    const stays = live !== null && before !== null && isFronted(before) && (wished === undefined || wished === before.port);
    // From a lab of before the gateway: it holds the port itself.
    if (live && before && !isFronted(before)) {
      running.release(live.reference);
      await live.stop();
    }
    const others = stays ? [before.port!] : ports(row.name, wished, before?.port ?? null);
    for await (const port of others) {
      await fleets.write(() => {
        store.saveNow({ ...row, port });
        fleets.now.saveFleet({ ...fleets.fleet(row.name), weights: {}, shadow: null, sticky: null });
      });
      const failed = await publish();
      if (failed[row.name] === undefined) return { ...row, port };
    }
    if (before) await store.save({ ...before, starter: row.starter, candidate: row.candidate });
    await publish();
    throw new BancadaError('PORT_TAKEN', { port: wished ?? before?.port ?? 0 });
  }

  /** Keeps this revision's folder, the one before it, and those of replicas. */
  async function tidy(name: string, kept: readonly (string | null)[]): Promise<void> {
    const folder = join(core.home.endpoints, name);
    const outDirs = [...kept, ...fleets.replicas(name).map(({ launch }) => launch.outDir)];
    const keep = new Set([join(folder, lastLogFile), ...outDirs.flatMap((outDir) => (outDir === null ? [] : [dirname(outDir)]))]);
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
    if (fleets.fleet(name).rollout !== null) throw new BancadaError('ROLLOUT_RUNNING', { name });
    const engine = await engines.pick(wish.engine);
    await engine.prepare();
    const starter = newStarter(core.clock.now());
    const before = await takeTurn({
      ...{ name, status: 'starting', engine: engine.kind, source: deployment.source, signature: [], inputExample: {}, revision: 0, port: null },
      ...{ launch: launchOf(core, name, 0, deployment, 0), reference: null, previousOutDir: null, startedAt: null, readyMs: null, error: null },
      ...{ starter: starter.mark, candidate: null, displacedFrom: null },
    });
    let up: EndpointRow;
    try {
      const live = await running.service(name);
      const revision = Math.max(before?.revision ?? 0, fleets.highest(name)) + 1;
      if (!live)
        await store.update(name, () => ({ status: 'starting', engine: engine.kind, source: deployment.source, error: null, reference: null }));
      running.changed(name);
      if (wish.port !== undefined && wish.port !== before?.port && !(await isFree(wish.port)))
        throw new BancadaError('PORT_TAKEN', { port: wish.port });
      const alone = isAlone(name);
      if (alone && live) {
        running.release(live.reference);
        await live.stop();
      }
      const { service, launch, readyMs, signature, inputExample } = alone
        ? await startOnPort(engine, name, deployment, revision, wish.port, before?.port ?? null)
        : await start(engine, name, deployment, launchOf(core, name, revision, deployment, 0));
      const row: Omit<EndpointRow, 'port'> = {
        ...{ name, status: 'ready', engine: engine.kind, source: deployment.source, signature, inputExample, revision, launch },
        ...{ reference: service.reference, previousOutDir: before?.launch.outDir ?? null, startedAt: core.clock.now(), readyMs, error: null },
        ...{ starter: null, candidate: null, displacedFrom: null },
      };
      running.hold(name, service);
      try {
        if (alone) await store.save({ ...row, port: service.port });
        up = alone ? { ...row, port: service.port } : await put(row, before, live, wish.port);
      } catch (error) {
        running.release(service.reference);
        await service.stop();
        throw error;
      }
      if (!alone) await fleet.clear(name, live && before ? { id: before.launch.id, service: live } : null);
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
    void fleet.ensure(name).catch((error: unknown) => core.log.warn('replicas not started', { name, error }));
    return up;
  };
}
