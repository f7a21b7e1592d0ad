/** What the reading threads know of tracking. */
import { experimentsPage, runsPage } from './search/pages.ts';

export const reads = [runsPage, experimentsPage];
