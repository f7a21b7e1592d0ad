/** Endpoints: a stable local address behind which a model version, or a program that serves itself, answers. */
import { mkdirSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { Language } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { CapturedRequest, Endpoint } from '../contract/serving.ts';
import type { Solution } from '../contract/workspaces.ts';
import type { Engines } from '../engines/index.ts';
import { createGateway, type Gateway } from '../gateway/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Workspaces } from '../workspaces/index.ts';
import { capturedAfter, captureFiles, lastCaptured } from './capture.ts';
import { createDeployer } from './deploy.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { createFleetStore, type FleetStore } from './fleet-store.ts';
import { createHealth } from './health.ts';
import { askService, type ServiceAnswer } from './http.ts';
import { createLastLogs } from './last-logs.ts';
import { checkEndpointName, createPlanner, type Deployment } from './plan.ts';
import { readReference } from './reference.ts';
import { routesOf } from './routes.ts';
import { createRunning } from './running.ts';
import type { ProgramServiceOf, Serving } from './serving.ts';
import { createServingStore, type EndpointRow, isUp } from './store.ts';
import { isAlone, isTemporary } from './temporary.ts';

export { askService } from './http.ts';
export { modelResources, ownProgram } from './plan.ts';
export { becomesReady } from './readiness.ts';
export type { ProgramService, ProgramServiceOf, Serving } from './serving.ts';
export { gatedPrefix, temporaryPrefix } from './temporary.ts';

export interface ServingDomain extends Serving {
  /** Newest first. */
  requests(name: string, limit: number): Promise<CapturedRequest[]>;
  logs(name: string, limit: number): Promise<string[]>;
  call(question: { name: string; method: 'GET' | 'POST'; path: string; body?: unknown }): Promise<ServiceAnswer>;
  /** Looks after an endpoint's health while somebody watches it. */
  attend(name: string): () => void;
  /** Resolves once what earlier cores left has been looked after; an engine that takes its time is not waited for longer than three seconds. */
  settled(): Promise<void>;
  /** For rollouts. */
  readonly fleet: Fleet;
  readonly fleets: FleetStore;
  readonly gateway: Pick<Gateway, 'onWindows'>;
  plan(target: string, solution: Solution): Promise<Deployment>;
  /** A target that means this model folder, for this core and as long as it lives: what a check of a challenge tries out and nobody registers. */
  trial(folder: string): string;
  /** One change of an endpoint at a time. */
  inTurn<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Lets go of the endpoints without ending them. */
  close(): Promise<void>;
}

export interface ServingParts {
  /** The gateway's process (gateway-process.ts). */
  gatewayProgram: string;
  engines: Engines;
  registry: Registry;
  workspaces: Pick<Workspaces, 'challengeIds'>;
  programService: ProgramServiceOf;
  /** Of what the gateway says by itself. */
  language?: () => Language;
}

const callTimeoutMs = 10_000;
const callBytes = 1_000_000;
const settleMs = 3000;
const stopDrainMs = 5000;
const backMs = 2000;

export function createServing(core: Core, parts: ServingParts): ServingDomain {
  const { language = () => 'pt' as const } = parts;
  const store = createServingStore(core.storage);
  const lastLogs = createLastLogs(core);
  const fleets = createFleetStore(core.storage);
  const gateway = createGateway(core, { program: parts.gatewayProgram, routes: () => routesOf(store, fleets, language()) });
  let told = language();
  const stopHearing = core.changes.listen(({ topic }) => {
    if (topic !== 'settings' || told === language()) return;
    told = language();
    void gateway.apply().catch((error: unknown) => core.log.warn('gateway not told the language', { error }));
  });
  const running = createRunning(core, {
    ...{ store, fleets, engines: parts.engines, lastLogs },
    onGone: (name) => void mend(name).catch((error: unknown) => core.log.warn('endpoint not mended', { name, error })),
    onEngineAway: (name) => fleet.standIn.begin(name).catch((error: unknown) => core.log.warn('nobody stands in', { name, error })),
    onSilence: (name, silent) =>
      void fleet.standIn[silent ? 'begin' : 'end'](name).catch((error: unknown) => core.log.warn('stand-in not changed', { name, error })),
    onEngineBack: (name) => void goBack(name).catch((error: unknown) => core.log.warn('endpoint not started again', { name, error })),
    succeed: (name, gone) => fleet.succeed(name, gone),
  });
  const plan = createPlanner({ ...parts, language });
  const fleet = createFleet(core, { store, fleets, engines: parts.engines, running, gateway });
  const deploy = createDeployer(core, { store, fleets, fleet, engines: parts.engines, running, lastLogs, publish: gateway.apply });
  const health = createHealth(store, running);
  const turns = new Map<string, Promise<unknown>>();
  let adopting: Promise<void> | null = null;
  let closing = false;

  parts.registry.askEndpoints((name, version) =>
    store
      .rows()
      .filter(({ source, status }) => source.kind === 'model' && source.name === name && source.version === version && isUp(status))
      .map((row) => row.name),
  );
  parts.registry.onRenamed(async (from, to) => {
    if ((await store.renameModel(from, to)) > 0) core.changes.publish({ topic: 'endpoints' });
  });

  function row(name: string): EndpointRow {
    const found = store.row(name);
    if (!found) throw new BancadaError('ENDPOINT_NOT_FOUND', { name });
    return found;
  }

  /** One change of an endpoint at a time. */
  function inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
    const turn = (turns.get(name) ?? Promise.resolve()).catch(() => {}).then(task);
    turns.set(name, turn);
    return turn;
  }

  /** A service has died: requests go elsewhere at once, and another takes its place. */
  async function mend(name: string): Promise<void> {
    await gateway.apply();
    const row = store.row(name);
    running.changed(name);
    if (row && isUp(row.status) && !closing) await fleet.ensure(name);
  }

  /** What its engine took along comes back with it: the same code and model, as a new revision. */
  async function revive(name: string): Promise<void> {
    await inTurn(name, async () => {
      const row = closing ? undefined : store.row(name);
      if (!row || !isAwaitingEngine(row)) return;
      const { source, launch, engine, displacedFrom, signature, inputExample } = row;
      await deploy(name, { name, source, launch, described: { signature, inputExample } }, { engine: displacedFrom ?? engine });
    });
  }

  /** While something stands in for it there is time to try more than once. */
  async function goBack(name: string): Promise<void> {
    for (let pauseMs = backMs; ; pauseMs = Math.min(60_000, pauseMs * 2)) {
      try {
        return await revive(name);
      } catch (error) {
        if (closing || !store.row(name)?.displacedFrom) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      }
    }
  }

  async function adoptAll(): Promise<void> {
    await running.adopted();
    await gateway.apply();
  }

  /** Adoption goes on behind what is read; whoever shows it hears of changes. */
  function soon(): Promise<void> {
    adopting ??= adoptAll().catch((error: unknown) => core.log.warn('endpoints not adopted', { error }));
    return adopting;
  }

  return {
    async serve({ target, endpoint, engine, solution = 'workspace', port }) {
      const deployment = await plan(target, solution);
      const name = endpoint ?? deployment.name;
      checkEndpointName(name);
      return inTurn(name, async () => {
        return toEndpoint(await deploy(name, deployment, { engine: engine === 'warm' ? 'docker' : engine, port }));
      });
    },
    async stop(name) {
      row(name);
      await inTurn(name, async () => {
        const service = await running.service(name);
        const { id } = row(name).launch;
        await store.update(name, () => ({ status: 'stopping' }));
        running.changed(name);
        if (!isAlone(name)) {
          await gateway.apply();
          await fleet.stop(name);
          await gateway.drained([id], stopDrainMs);
        }
        if (service) running.release(service.reference);
        if (service) await lastLogs.keep(name, service);
        await service?.stop();
        if (isTemporary(name)) {
          await store.remove(name);
          await fleets.write(() => fleets.now.dropAll(name));
          rmSync(join(core.home.endpoints, name), { recursive: true, force: true });
        } else await store.update(name, () => ({ status: 'stopped', reference: null, error: null }));
        running.changed(name);
      });
    },
    get(name) {
      void soon();
      return toEndpoint(row(name));
    },
    list() {
      void soon();
      return store
        .rows()
        .filter(({ name }) => !isTemporary(name))
        .map(toEndpoint);
    },
    captured(name, after, maxBytes) {
      const { launch, previousOutDir } = row(name);
      const files = [...(previousOutDir === null ? [] : captureFiles(previousOutDir)), ...captureFiles(launch.outDir)];
      return capturedAfter(files, after, (first) => store.segment(name, first), maxBytes);
    },
    recent: (name, limit) => lastCaptured(captureFiles(row(name).launch.outDir), limit),
    onCaptured(name, listener) {
      const { outDir } = row(name).launch;
      mkdirSync(outDir, { recursive: true });
      const watcher = watch(outDir, { persistent: false }, (_, file) => {
        if (file === 'requests.jsonl') listener();
      });
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    },
    reference: (name) => readReference(row(name)),
    async cpu(name) {
      row(name);
      return (await running.service(name))?.cpu() ?? null;
    },
    async requests(name, limit) {
      return (await lastCaptured(captureFiles(row(name).launch.outDir), limit)).toReversed();
    },
    async logs(name, limit) {
      row(name);
      return (await running.service(name))?.logs(limit) ?? lastLogs.read(name, limit);
    },
    async call({ name, method, path, body }) {
      row(name);
      const service = await running.service(name);
      const failed = (detail: string, cause?: unknown) =>
        new BancadaError('ENDPOINT_NOT_READY', { name, seconds: callTimeoutMs / 1000, detail }, { cause });
      if (!service) throw failed(row(name).status);
      const question = { port: service.port, method, path, body, timeoutMs: callTimeoutMs, maxBytes: callBytes };
      return askService(question).catch((error: Error) => {
        throw failed(error.message, error);
      });
    },
    attend(name) {
      row(name);
      return health.attend(name);
    },
    async settled() {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([soon(), new Promise<void>((resolve) => (timer = setTimeout(resolve, settleMs)))]);
      clearTimeout(timer);
    },
    fleet,
    fleets,
    plan,
    trial: plan.trial,
    gateway,
    inTurn,
    async close() {
      closing = true;
      stopHearing();
      health.close();
      await Promise.allSettled([...turns.values(), adopting]);
      gateway.close();
    },
  };
}

function isAwaitingEngine({ name, status, displacedFrom }: EndpointRow): boolean {
  return !isTemporary(name) && (status === 'failed' || (displacedFrom !== null && isUp(status)));
}

function toEndpoint({
  name,
  port,
  status,
  engine,
  source,
  revision,
  startedAt,
  readyMs,
  signature,
  inputExample,
  error,
  displacedFrom,
}: EndpointRow): Endpoint {
  const url = port !== null && isUp(status) ? `http://127.0.0.1:${port}` : null;
  return { name, url, status, engine, source, revision, startedAt, readyMs, signature, inputExample, error, displacedFrom };
}
