/** `inScope`: the experiments and the view of a search, as a condition on the run `r`. */
import type { Sql } from '../../filter/index.ts';
import type { RunSearch, View } from './request.ts';
import { raw, sql } from './sql.ts';

/** `run` is an alias of ours. */
export function inScope({ experiments, view }: Pick<RunSearch, 'experiments' | 'view'>, run = 'r'): Sql[] {
  return [...inExperiments(experiments, run), ...inView(view, run)];
}

export function inExperiments(experiments: readonly number[] | null, run = 'r'): Sql[] {
  if (!experiments) return [];
  const column = raw(`${run}.experiment_id`);
  const [only, ...more] = experiments;
  if (only !== undefined && more.length === 0) return [sql`${column} = ${only}`];
  return [sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(experiments)}))`];
}

function inView(view: View, run: string): Sql[] {
  return view === 'all' ? [] : [sql`${raw(run)}.lifecycle_stage = ${view}`];
}
