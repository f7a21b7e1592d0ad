/** `runsPage`, `experimentsPage`: MLflow's answers to a search, written where they are read (storage/readers.ts). */
import { type After, tokenAt } from '../../filter/index.ts';
import { readQuery } from '../../storage/read-query.ts';
import { type ExperimentSearch, experimentsAsMlflow } from './experiments.ts';
import { findRuns } from './find.ts';
import type { Page, RunSearch } from './request.ts';
import { runsAsMlflow } from './run-json.ts';
import { rows, sql } from './sql.ts';

export const runsPage = readQuery<{ search: RunSearch; page: Page }>('tracking.runsPage', (db, { search, page }) => {
  const { after } = search;
  const ids = findRuns(db, search, { limit: page.limit + 1, offset: after ? 0 : page.offset });
  const shown = ids.slice(0, page.limit);
  const [last] =
    search.orders.length === 0 ? rows<[number, string]>(db, sql`SELECT start_time, run_id FROM runs WHERE id = ${shown.at(-1) ?? 0}`) : [];
  return answer('runs', runsAsMlflow(db, shown), page, ids.length, last);
});

export const experimentsPage = readQuery<{ search: ExperimentSearch; page: Page }>('tracking.experimentsPage', (db, { search, page }) => {
  const found = experimentsAsMlflow(db, search, { ...page, limit: page.limit + 1 });
  return answer('experiments', found.slice(0, page.limit), page, found.length);
});

/** One more than the page was looked for: it says whether another page follows. */
function answer(name: string, items: readonly string[], { limit, offset }: Page, found: number, last?: After): string {
  const token = found > limit ? `,"next_page_token":"${tokenAt(offset + limit, last)}"` : '';
  return `{"${name}":[${items.join(',')}]${token}}`;
}
