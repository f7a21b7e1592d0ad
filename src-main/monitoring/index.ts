/** Monitoring: what endpoints' traffic looks like, how it drifts from the training sample, alerts, and simulated traffic. */
import { openBell } from '../common/bell.ts';
import type { Core } from '../common/core.ts';
import type { Alert } from '../contract/alerts.ts';
import type { DriftReport, Simulation, TrafficWindow, TruthDoor } from '../contract/monitoring.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Serving } from '../serving/index.ts';
import { type Alerting, createAlerting, type Messengers } from './alerts/alerting.ts';
import { observedOf } from './drift/looks.ts';
import { importancesOf } from './importances.ts';
import { createSimulations, type SimulateOptions } from './simulator/simulations.ts';
import { createPlays, type Plays } from './simulator/timeline/plays.ts';
import { streamRows } from './simulator/timeline/stream.ts';
import { trafficWindows } from './traffic.ts';
import { createTruthDoors } from './truth/doors.ts';
import { createTruths, type Truths } from './truth/truths.ts';
import { createWatcher } from './watcher.ts';

export type { Labelled } from './truth/store.ts';

export interface Monitoring {
  readonly alerting: Alerting;
  readonly truths: Truths;
  readonly doors: Pick<ReturnType<typeof createTruthDoors>, 'get' | 'shut'>;
  /** For programs outside; of an endpoint that exists. */
  openDoor(endpoint: string): Promise<TruthDoor>;
  readonly plays: Plays;
  /** Takes in what an endpoint has captured, and judges its rules by it. */
  look(endpoint: string): Promise<void>;
  /** As it is written down, without a look. */
  firingNow(endpoint: string): Alert[];
  /** The last windows of time, the newest holding now. */
  traffic(endpoint: string, windowMs: number, windows: number): Promise<TrafficWindow[]>;
  /** Of the newest requests of the revision that serves. */
  drift(endpoint: string, requests: number): Promise<DriftReport>;
  /** Those that fire first, then the newest. */
  alerts(filter: { endpoint?: string | undefined; limit: number }): Promise<Alert[]>;
  firing(): Alert[];
  /** Those that began at `at` or later, oldest first. */
  alertsSince(at: number): Alert[];
  /** A host that stays: rules that hold by time alone are judged though nobody asks. */
  attend(): void;
  simulate(options: SimulateOptions): Promise<{ simulationId: string }>;
  cancelSimulation(id: string): Promise<void>;
  simulation(id: string): Simulation;
  simulations(endpoint?: string): Simulation[];
  close(): Promise<void>;
}

export function createMonitoring(
  core: Core,
  {
    serving,
    registry,
    datasets,
    messengers = nobody,
  }: { serving: Serving; registry: Pick<Registry, 'resolve' | 'folder'>; datasets?: Pick<Datasets, 'dataset'>; messengers?: Messengers },
): Monitoring {
  const judging = createAlerting(core, messengers);
  const { store } = judging;
  const alerting: Alerting = {
    ...judging,
    // What a rule is changed to is judged by what there is.
    async saveRules(rules, replace) {
      const saved = await judging.saveRules(rules, replace);
      soon(refreshAll());
      return saved;
    },
  };
  const told = createTruths(core, serving);
  const watcher = createWatcher(core, serving, alerting, told.accuracy);
  const truths: Truths = {
    ...told,
    async tell(endpoint, found) {
      const count = await told.tell(endpoint, found);
      if (count > 0) soon(watcher.refresh(endpoint));
      return count;
    },
  };
  const simulations = createSimulations(core, {
    serving,
    watcher,
    alerts: (endpoint) => store.alerts(endpoint, 100),
    importances: (endpoint) => importancesOf(registry, endpoint),
  });

  const doors = createTruthDoors(core, truths.tell);
  const bell = openBell(core.home);
  let stopBell: (() => void) | null = null;

  const plays = createPlays(core, {
    serving,
    rowsOf: (reference) => streamRows(datasets, reference),
    async tell(endpoint, found) {
      if (found.length > 0) return truths.tell(endpoint, found);
      await truths.follow(endpoint);
      return 0;
    },
  });

  const ready = () => serving.list().filter((endpoint) => endpoint.url !== null);
  async function refreshAll(): Promise<void> {
    await Promise.all(ready().map(({ name }) => watcher.refresh(name)));
  }
  function soon(task: Promise<unknown>): void {
    task.catch((error: unknown) => core.log.warn('traffic not taken in', { error }));
  }

  // An endpoint that starts is looked after from then on; one that ran before, from when somebody first asks.
  const stopListening = core.changes.listen(({ topic, id }) => {
    if (topic === 'endpoints' && id !== undefined && ready().some(({ name }) => name === id)) soon(watcher.refresh(id));
  });

  return {
    alerting,
    truths,
    doors,
    async openDoor(endpoint) {
      serving.get(endpoint);
      const door = await doors.open(endpoint);
      // A core that stays answers there when this one has gone.
      if (!stopBell) bell.ring();
      return door;
    },
    plays,
    async look(endpoint) {
      await watcher.refresh(endpoint);
      await truths.refresh(endpoint);
    },
    firingNow: (endpoint) => store.firing().filter((alert) => alert.endpoint === endpoint),
    async traffic(endpoint, windowMs, windows) {
      await watcher.refresh(endpoint);
      const now = core.clock.now();
      return trafficWindows(watcher.facts(endpoint, now - (windows + 1) * windowMs), now, windowMs, windows);
    },
    async drift(endpoint, requests) {
      serving.get(endpoint);
      const recent = await serving.recent(endpoint, requests);
      return watcher.report(
        endpoint,
        recent.flatMap((request) => observedOf(request) ?? []),
      );
    },
    async alerts({ endpoint, limit }) {
      await (endpoint === undefined ? refreshAll() : watcher.refresh(endpoint));
      return store.alerts(endpoint, limit);
    },
    firing() {
      soon(refreshAll());
      return store.firing();
    },
    alertsSince: (at) => store.since(at),
    attend() {
      if (alerting.restless()) soon(refreshAll());
      soon(doors.attend());
      stopBell ??= bell.listen(() => soon(doors.attend()));
    },
    simulate: (options) => simulations.start(options),
    cancelSimulation: (id) => simulations.cancel(id),
    simulation: (id) => simulations.get(id),
    simulations: (endpoint) => simulations.list(endpoint),
    async close() {
      stopListening();
      stopBell?.();
      await doors.close();
      await simulations.close();
      await plays.close();
      watcher.close();
      alerting.close();
    },
  };
}

const nobody: Messengers = { tell: () => {}, wake: () => {} };
