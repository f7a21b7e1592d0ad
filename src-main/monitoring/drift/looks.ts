/**
 * `createLooks`: when drift is looked for. A look takes in the last 500 answered rows and is made every 250 of them, so that each row is seen twice.
 * Where a simulation begins the window begins anew: what came before is of another world.
 */
import type { DriftReport } from '../../contract/monitoring.ts';
import type { CapturedRequest } from '../../contract/serving.ts';
import { simulationOf } from '../simulator/request-id.ts';
import { leastRequests } from './finding.ts';
import type { Observed } from './report.ts';

export const lookBack = 500;
const every = 250;

export interface Looks {
  observe(request: CapturedRequest): void;
  /** Looks also at what is too little for another look of its own: the traffic has ended. */
  settle(): void;
  /** The newest two. */
  reports(): readonly DriftReport[];
  /** The last answered rows. */
  window(): readonly Observed[];
  /** The newest rows of a simulation, and how many of it have come. */
  ofSimulation(id: string): { seen: number; observed: Observed[] };
}

export interface LooksOptions {
  report(observed: readonly Observed[]): DriftReport;
  /** Up to when an earlier core has looked: that is no news. */
  judgedAt: number;
  onLook(judgedAt: number): void;
}

export function createLooks({ report, judgedAt, onLook }: LooksOptions): Looks {
  let observed: Observed[] = [];
  let reports: DriftReport[] = [];
  let fresh = 0;
  let simulation = { id: '', seen: 0 };

  function look(): void {
    if (observed.length < leastRequests) return;
    fresh = 0;
    reports = [...reports, report(observed)].slice(-2);
    onLook(observed.at(-1)!.at);
  }

  return {
    observe(request) {
      const row = observedOf(request);
      if (!row) return;
      const id = simulationOf(request.id);
      if (id !== null && id !== simulation.id) {
        simulation = { id, seen: 0 };
        [observed, reports, fresh] = [[], [], 0];
      }
      if (id !== null) simulation.seen++;
      observed.push(row);
      if (observed.length > lookBack) observed.shift();
      if (row.at > judgedAt) fresh++;
      if (fresh >= every) look();
    },
    settle() {
      if (fresh >= leastRequests || (fresh > 0 && reports.length === 0)) look();
    },
    reports: () => reports,
    window: () => observed,
    ofSimulation: (id) => (simulation.id === id ? { seen: simulation.seen, observed: observed.slice(-simulation.seen) } : { seen: 0, observed: [] }),
  };
}

/** A row that was answered with a prediction. */
export function observedOf({ at, status, row, label }: CapturedRequest): Observed | null {
  return status === 200 && row !== null ? { at, row, label } : null;
}
