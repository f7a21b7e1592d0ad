/** `createSimulations`: starts simulations, follows them, and ends each with the drift of its last requests and the alerts it raised. */
import { randomBytes } from 'node:crypto';
import type { Core } from '../../common/core.ts';
import type { Alert } from '../../contract/alerts.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Simulation } from '../../contract/monitoring.ts';
import type { Endpoint } from '../../contract/serving.ts';
import type { Serving } from '../../serving/index.ts';
import { leastRequests } from '../drift/finding.ts';
import { lookBack } from '../drift/looks.ts';
import type { Watcher } from '../watcher.ts';
import { seeded } from './random.ts';
import { requestId } from './request-id.ts';
import { createScenario, type PlayedScenario } from './scenario.ts';
import { createSimulationStore, type StoredSimulation } from './store.ts';
import { sendTraffic } from './traffic-sender.ts';

export interface SimulateOptions {
  endpoint: string;
  scenario: Simulation['scenario'];
  requests: number;
  seed: number;
  feature?: string | undefined;
  ratePerSecond?: number | undefined;
}

export interface Simulations {
  start(options: SimulateOptions): Promise<{ simulationId: string }>;
  get(id: string): Simulation;
  list(endpoint: string | undefined): Simulation[];
  cancel(id: string): Promise<void>;
  close(): Promise<void>;
}

interface Parts {
  serving: Serving;
  watcher: Watcher;
  alerts(endpoint: string): Alert[];
  importances(endpoint: Endpoint): Record<string, number> | null;
}

interface Playing {
  simulation: Simulation;
  abort: AbortController;
  ended: Promise<void>;
}

/** The server writes its capture a few times a second. */
const captureWaitMs = 4000;
const lookEveryMs = 100;
const tellEvery = 20;
/** So many requests in a row without any answer: nobody is there. */
const deadAfter = 20;

export function createSimulations(core: Pick<Core, 'storage' | 'changes' | 'clock' | 'log'>, parts: Parts): Simulations {
  const store = createSimulationStore(core.storage);
  const playing = new Map<string, Playing>();
  const tell = (id: string) => core.changes.publish({ topic: 'simulations', id });

  function prepare({ endpoint: name, ...options }: SimulateOptions): { url: string; scenario: PlayedScenario } {
    const endpoint = parts.serving.get(name);
    if (endpoint.url === null) throw new BancadaError('ENDPOINT_NOT_READY', { name, seconds: 0, detail: endpoint.status });
    const reference = parts.serving.reference(name);
    if (!reference || reference.rows.length === 0) throw new BancadaError('REFERENCE_MISSING', { name });
    const { signature } = endpoint;
    const names = signature.map((field) => field.name);
    if (options.feature !== undefined && !names.includes(options.feature)) {
      throw new BancadaError('PARAM_INVALID', { name: 'feature', value: options.feature, expected: names.join(', '), example: names[0] });
    }
    const random = seeded(options.seed);
    return {
      url: endpoint.url,
      scenario: createScenario({ ...options, random, signature, rows: reference.rows, importances: parts.importances(endpoint) }),
    };
  }

  async function play(
    simulation: Simulation,
    options: SimulateOptions,
    url: string,
    scenario: PlayedScenario,
    abort: AbortController,
  ): Promise<void> {
    const { simulationId, endpoint } = simulation;
    let unanswered = 0;
    let problem = '';
    const onAnswer = (answer: { status: number } | { error: Error }) => {
      simulation.sent++;
      if (!('status' in answer) || answer.status !== 200) simulation.failed++;
      unanswered = 'error' in answer ? unanswered + 1 : 0;
      if ('error' in answer) problem = answer.error.message;
      if (unanswered >= deadAfter) abort.abort('dead');
      if (simulation.sent % tellEvery === 0) tell(simulationId);
    };
    const id = (i: number) => requestId(simulationId, i);
    await sendTraffic({ url, count: options.requests, row: scenario.row, id, ratePerSecond: options.ratePerSecond, signal: abort.signal, onAnswer });
    await untilCaptured(simulation);
    const { observed } = parts.watcher.ofSimulation(endpoint, simulationId);
    // The second half of a short simulation, so that the last window of a sudden shift holds nothing from before it.
    const window = Math.min(lookBack, Math.max(leastRequests, Math.floor(simulation.sent / 2)));
    simulation.report = parts.watcher.report(endpoint, observed.slice(-window));
    simulation.alerts = parts.alerts(endpoint).filter((alert) => alert.status !== 'resolved' || alert.startedAt >= simulation.startedAt);
    if (abort.signal.reason === 'dead') throw new BancadaError('SIMULATION_FAILED', { detail: problem });
    simulation.status = abort.signal.aborted ? 'cancelled' : 'done';
  }

  async function untilCaptured({ simulationId, endpoint, sent, failed }: Simulation): Promise<void> {
    const deadline = performance.now() + captureWaitMs;
    for (;;) {
      await parts.watcher.refresh(endpoint);
      if (parts.watcher.ofSimulation(endpoint, simulationId).seen >= sent - failed || performance.now() > deadline) break;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    await parts.watcher.refresh(endpoint, true);
  }

  async function conclude(simulation: Simulation): Promise<void> {
    simulation.endedAt = core.clock.now();
    await store.save(simulation);
    playing.delete(simulation.simulationId);
    tell(simulation.simulationId);
  }

  function known(id: string): Simulation {
    const live = playing.get(id);
    if (live) return { ...live.simulation };
    const stored = store.one(id);
    if (!stored) throw new BancadaError('BAD_REQUEST', { detail: `simulationId ${id}` });
    return told(stored);
  }

  return {
    async start(options) {
      const { url, scenario } = prepare(options);
      const simulation: Simulation = {
        ...{ simulationId: randomBytes(6).toString('hex'), endpoint: options.endpoint, scenario: options.scenario, seed: options.seed },
        ...{ feature: scenario.feature, requests: options.requests, sent: 0, failed: 0, status: 'running', startedAt: core.clock.now() },
        ...{ endedAt: null, report: null, alerts: [], error: null },
      };
      await parts.watcher.refresh(options.endpoint);
      await store.save(simulation);
      const abort = new AbortController();
      const ended = play(simulation, options, url, scenario, abort)
        .catch((error: unknown) => {
          const failure = error instanceof BancadaError ? error : new BancadaError('SIMULATION_FAILED', { detail: String(error) }, { cause: error });
          if (failure !== error) core.log.error('simulation failed', { error });
          simulation.status = 'failed';
          simulation.error = { ...failure.toJSON(), message: failure.message };
        })
        .then(() => conclude(simulation))
        .catch((error: unknown) => core.log.error('simulation not recorded', { error }));
      playing.set(simulation.simulationId, { simulation, abort, ended });
      tell(simulation.simulationId);
      return { simulationId: simulation.simulationId };
    },
    get: known,
    list: (endpoint) => store.list(endpoint).map((stored) => playing.get(stored.simulation.simulationId)?.simulation ?? told(stored)),
    async cancel(id) {
      known(id);
      const live = playing.get(id);
      live?.abort.abort('cancelled');
      await live?.ended;
    },
    async close() {
      for (const { abort } of playing.values()) abort.abort('cancelled');
      await Promise.all([...playing.values()].map(({ ended }) => ended));
    },
  };
}

/** One that runs on paper while its core is gone has failed. */
function told({ simulation, owner }: StoredSimulation): Simulation {
  if (simulation.status !== 'running' || (owner !== process.pid && isAlive(owner))) return simulation;
  const failure = new BancadaError('SIMULATION_FAILED', { detail: 'exit' });
  return { ...simulation, status: 'failed', error: { ...failure.toJSON(), message: failure.message } };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
