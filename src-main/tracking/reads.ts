/** What the reading threads know of tracking. */
import { curves, historyBulk, historyInterval, historyPage } from './metrics/read-queries.ts';
import { experimentsPage, runsPage } from './search/pages.ts';

export const reads = [runsPage, experimentsPage, historyPage, historyBulk, historyInterval, curves];
