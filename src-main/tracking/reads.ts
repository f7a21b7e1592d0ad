/** What the reading threads know of tracking. */
import { experimentsList } from './experiments/reads.ts';
import { curves, historyBulk, historyInterval, historyPage } from './metrics/read-queries.ts';
import { groupedRuns } from './search/groups.ts';
import { knownKeys } from './search/keys.ts';
import { experimentsPage, runsPage } from './search/pages.ts';
import { runSummaries, shownRuns } from './search/shown.ts';

export const reads = [
  experimentsList,
  runsPage,
  experimentsPage,
  shownRuns,
  runSummaries,
  knownKeys,
  groupedRuns,
  historyPage,
  historyBulk,
  historyInterval,
  curves,
];
