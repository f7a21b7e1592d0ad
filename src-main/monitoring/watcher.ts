/**
 * `createWatcher`: takes in what endpoints capture and judges the alert rules by it. It works when a capture grows (the file system says so) and when
 * somebody asks; an idle lab has a timer here only while something fires, is about to, or a rule waits for traffic that stays away.
 */
import type { Core } from '../common/core.ts';
import type { DriftReport } from '../contract/monitoring.ts';
import type { Serving } from '../serving/index.ts';
import type { Alerting } from './alerts/alerting.ts';
import { createQuality } from './alerts/quality.ts';
import { fewest } from './alerts/reading.ts';
import { createLooks, type Looks } from './drift/looks.ts';
import { driftReport, type Observed } from './drift/report.ts';
import { createReferences } from './references.ts';
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
  /** Requests from before are another revision's. */
  since: number;
  /** Another revision was there before, and nothing has been judged since. */
  replaced: boolean;
  position: number;
  facts: Facts;
  looks: Looks;
  /** Made when a rule first asks. */
  quality: ReturnType<typeof createQuality> | null;
  cpu: number[];
  cpuAt: number;
  turn: Promise<void>;
  timer: { due: number; handle: NodeJS.Timeout } | null;
  stop: () => void;
}

const pieceBytes = 1 << 20;
const gatherMs = 500;
const cpuEveryMs = 15_000;

export function createWatcher(
  core: Pick<Core, 'changes' | 'clock' | 'log'>,
  serving: Serving,
  alerting: Alerting,
  accuracy: (name: string, since: number, labels: number) => { share: number | null; labels: number },
  references = createReferences(serving),
): Watcher {
  const watched = new Map<string, Watched>();

  function watch(name: string): Watched {
    const { revision, startedAt } = serving.get(name);
    const known = watched.get(name);
    if (known?.revision === revision) return known;
    known?.stop();
    const looks = createLooks({
      report: (observed) => report(name, observed),
      judgedAt: alerting.store.judgedAt(name),
      onLook: (at) => void alerting.store.judged(name, at).catch((error: unknown) => core.log.warn('judgement not recorded', { name, error })),
    });
    // A new revision has another training sample: what drifted from the old one is over. Its traffic goes on.
    const kept = known ?? { position: 0, facts: createFacts(), turn: Promise.resolve(), timer: null };
    const entry: Watched = Object.assign(kept, {
      revision,
      since: startedAt ?? 0,
      looks,
      quality: null,
      replaced: known !== undefined,
      cpu: [],
      cpuAt: 0,
      stop: () => {},
    });
    entry.stop = serving.onCaptured(name, () => later(name, entry, gatherMs));
    watched.set(name, entry);
    return entry;
  }

  /** One timer per endpoint, however often its capture grows: the one that is due first. */
  function later(name: string, entry: Watched, ms: number): void {
    const due = performance.now() + ms;
    if (entry.timer && entry.timer.due <= due) return;
    if (entry.timer) clearTimeout(entry.timer.handle);
    const handle = setTimeout(() => {
      entry.timer = null;
      refresh(name).catch((error: unknown) => core.log.warn('traffic not taken in', { name, error }));
    }, ms).unref();
    entry.timer = { due, handle };
  }

  async function takeIn(name: string, entry: Watched): Promise<boolean> {
    let grown = false;
    for (;;) {
      const { requests, next } = serving.captured(name, entry.position, pieceBytes);
      if (next === entry.position) return grown;
      grown ||= requests.length > 0;
      entry.position = next;
      entry.facts.add(requests);
      for (const request of requests) if (request.at >= entry.since) entry.looks.observe(request);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function measureCpu(name: string, entry: Watched): Promise<void> {
    const now = core.clock.now();
    if (now - entry.cpuAt < cpuEveryMs) return;
    entry.cpuAt = now;
    const used = await serving.cpu(name).catch(() => null);
    if (used !== null) entry.cpu = [...entry.cpu, used * 100].slice(-2);
  }

  async function judgeRules(name: string, entry: Watched): Promise<void> {
    const { cpu, since, replaced, looks } = entry;
    entry.replaced = false;
    const measured = {
      ...{ now: core.clock.now(), since, cpu, drift: looks.reports(), facts: entry.facts.since },
      accuracy: (labels: number) => accuracy(name, since, labels),
      quality: () => {
        const rows = looks.window();
        if (rows.length < fewest) return null;
        entry.quality ??= createQuality(serving.get(name).signature, serving.reference(name)?.rows ?? []);
        return entry.quality(rows);
      },
    };
    if (await alerting.judge(name, measured, replaced)) core.changes.publish({ topic: 'monitoring', id: name });
    const again = alerting.againMs(name);
    if (again !== null) later(name, entry, again / (core.clock.speed ?? 1));
  }

  function refresh(name: string, settle = false): Promise<void> {
    const entry = watch(name);
    entry.turn = entry.turn
      .catch(() => {})
      .then(async () => {
        const grown = await takeIn(name, entry);
        if (settle) entry.looks.settle();
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
    ofSimulation: (name, simulationId) => watched.get(name)?.looks.ofSimulation(simulationId) ?? { seen: 0, observed: [] },
    close() {
      for (const { stop, timer } of watched.values()) {
        stop();
        if (timer) clearTimeout(timer.handle);
      }
      watched.clear();
    },
  };
}
