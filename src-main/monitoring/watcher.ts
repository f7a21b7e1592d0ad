/**
 * `createWatcher`: takes in what endpoints capture and judges the alert rules by it. It works when a capture grows (the file system says so) and when
 * somebody asks; an idle lab has no timer here but one, of a minute, while something fires.
 */
import type { Core } from '../common/core.ts';
import type { DriftReport } from '../contract/monitoring.ts';
import type { CapturedRequest } from '../contract/serving.ts';
import type { Serving } from '../serving/index.ts';
import { judge, judgedMs } from './alerts/rules.ts';
import type { AlertStore } from './alerts/store.ts';
import { leastRequests } from './drift/finding.ts';
import { driftReport, type Observed } from './drift/report.ts';
import { createReferences } from './references.ts';
import { simulationOf } from './simulator/request-id.ts';
import { createFacts, type Fact, type Facts } from './traffic.ts';

export interface Watcher {
  /** Takes in what has been captured up to now; `settle` also looks for drift in what is too little for another look. */
  refresh(name: string, settle?: boolean): Promise<void>;
  facts(name: string, since: number): Fact[];
  report(name: string, observed: readonly Observed[]): DriftReport;
  /** The newest rows of a simulation, and how many of it have been seen. */
  ofSimulation(name: string, simulationId: string): { seen: number; observed: Observed[] };
  close(): void;
}

interface Watched {
  revision: number;
  position: number;
  facts: Facts;
  /** Since the last look for drift. */
  fresh: number;
  /** The newest rows, at most a window of them. Where a simulation begins the window begins anew: what came before is of another world. */
  observed: Observed[];
  simulation: { id: string; seen: number };
  reports: DriftReport[];
  cpu: number[];
  cpuAt: number;
  /** Up to when drift has been looked for. */
  judgedAt: number;
  turn: Promise<void>;
  timer: NodeJS.Timeout | null;
  stop: () => void;
}

const pieceBytes = 1 << 20;
const gatherMs = 500;
const calmDownMs = judgedMs + 1000;
/** Of drift: how many requests a report looks back on, and how many new ones it takes to make another. */
export const driftWindow = 500;
const driftEvery = 250;
const cpuEveryMs = 15_000;

export function createWatcher(
  core: Pick<Core, 'changes' | 'clock' | 'log'>,
  serving: Serving,
  alerts: AlertStore,
  references = createReferences(serving),
): Watcher {
  const watched = new Map<string, Watched>();

  function watch(name: string): Watched {
    const { revision } = serving.get(name);
    const known = watched.get(name);
    if (known?.revision === revision) return known;
    known?.stop();
    // A new revision has another training sample: what drifted from the old one is over. Its traffic goes on.
    const entry: Watched = {
      ...{ revision, position: known?.position ?? 0, facts: known?.facts ?? createFacts(), fresh: 0, observed: [], reports: [] },
      simulation: known?.simulation ?? { id: '', seen: 0 },
      ...{ cpu: [], cpuAt: 0, judgedAt: alerts.judgedAt(name), turn: known?.turn ?? Promise.resolve(), timer: null, stop: () => {} },
    };
    if (known?.timer) clearTimeout(known.timer);
    entry.stop = serving.onCaptured(name, () => later(name, entry, gatherMs));
    watched.set(name, entry);
    return entry;
  }

  /** One timer per endpoint, however often its capture grows. */
  function later(name: string, entry: Watched, ms: number): void {
    if (entry.timer && ms !== gatherMs) return;
    if (entry.timer) clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = null;
      refresh(name).catch((error: unknown) => core.log.warn('traffic not taken in', { name, error }));
    }, ms).unref();
  }

  async function takeIn(name: string, entry: Watched): Promise<boolean> {
    let grown = false;
    for (;;) {
      const { requests, next } = serving.captured(name, entry.position, pieceBytes);
      if (next === entry.position) return grown;
      grown ||= requests.length > 0;
      entry.position = next;
      entry.facts.add(requests);
      for (const request of requests) observe(name, entry, request);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  function observe(name: string, entry: Watched, request: CapturedRequest): void {
    const observed = observedOf(request);
    if (!observed) return;
    const simulation = simulationOf(request.id);
    if (simulation !== null && simulation !== entry.simulation.id) {
      entry.simulation = { id: simulation, seen: 0 };
      entry.observed = [];
      entry.reports = [];
      entry.fresh = 0;
    }
    if (simulation !== null) entry.simulation.seen++;
    entry.observed.push(observed);
    if (entry.observed.length > driftWindow) entry.observed.shift();
    // What an earlier core has judged is not news.
    if (request.at > entry.judgedAt) entry.fresh++;
    if (entry.fresh >= driftEvery) lookForDrift(name, entry);
  }

  function lookForDrift(name: string, entry: Watched): void {
    if (entry.observed.length < leastRequests) return;
    entry.fresh = 0;
    entry.judgedAt = entry.observed.at(-1)!.at;
    entry.reports = [...entry.reports, report(name, entry.observed)].slice(-2);
    alerts.judged(name, entry.judgedAt).catch((error: unknown) => core.log.warn('judgement not recorded', { name, error }));
  }

  async function measureCpu(name: string, entry: Watched): Promise<void> {
    const now = core.clock.now();
    if (now - entry.cpuAt < cpuEveryMs) return;
    entry.cpuAt = now;
    const used = await serving.cpu(name).catch(() => null);
    if (used !== null) entry.cpu = [...entry.cpu, used * 100].slice(-2);
  }

  async function judgeRules(name: string, entry: Watched): Promise<void> {
    const now = core.clock.now();
    const measured = { facts: entry.facts.since(now - judgedMs), cpu: entry.cpu, drift: entry.reports };
    const outcomes = alerts.rules().map((rule) => {
      const verdict = rule.enabled ? judge(rule, measured) : { firing: false, value: 0, severity: 'warning' as const, subjects: [] };
      return verdict ? alerts.record(name, rule, verdict, now) : Promise.resolve(false);
    });
    if ((await Promise.all(outcomes)).some(Boolean)) core.changes.publish({ topic: 'monitoring', id: name });
    if (alerts.firing().some((alert) => alert.endpoint === name && alert.rule !== 'drift')) later(name, entry, calmDownMs);
  }

  function refresh(name: string, settle = false): Promise<void> {
    const entry = watch(name);
    entry.turn = entry.turn
      .catch(() => {})
      .then(async () => {
        const grown = await takeIn(name, entry);
        if (settle && (entry.fresh >= leastRequests || entry.reports.length === 0)) lookForDrift(name, entry);
        await measureCpu(name, entry);
        await judgeRules(name, entry);
        if (grown) core.changes.publish({ topic: 'monitoring', id: name });
      });
    return entry.turn;
  }

  function report(name: string, observed: readonly Observed[]): DriftReport {
    return driftReport(name, core.clock.now(), references.of(name), observed);
  }

  return {
    refresh,
    report,
    facts: (name, since) => watched.get(name)?.facts.since(since) ?? [],
    ofSimulation(name, simulationId) {
      const entry = watched.get(name);
      if (entry?.simulation.id !== simulationId) return { seen: 0, observed: [] };
      return { seen: entry.simulation.seen, observed: entry.observed.slice(-entry.simulation.seen) };
    },
    close() {
      for (const { stop, timer } of watched.values()) {
        stop();
        if (timer) clearTimeout(timer);
      }
      watched.clear();
    },
  };
}

/** A row that was answered with a prediction. */
export function observedOf({ at, status, row, label }: CapturedRequest): Observed | null {
  return status === 200 && row !== null ? { at, row, label } : null;
}
