/**
 * `loadFirstScreen`: the first answers as data of the queries that will ask for them, before anything is drawn, so that it is drawn once and complete.
 * A core that takes longer than `patienceMs` is not waited for: the screen shows that it is loading, as any other.
 */
import type { Settings } from '#contract';
import { firstAnswers, firstRuns } from './first-answers.ts';
import { type Query, queries, queryClient } from './queries.ts';
import { remember, rememberedSettings } from './remembered-settings.ts';

const patienceMs = 400;

export async function loadFirstScreen(): Promise<Settings> {
  const { settings, home } = firstAnswers();
  const answered = [taken(queries.system.settings(), settings)];
  if (home)
    answered.push(
      taken(queries.study.overview(), home.overview),
      taken(queries.catalog.modules(), home.modules),
      taken(queries.pipelines.list(firstRuns), home.runs),
    );
  await Promise.race([Promise.all(answered), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  const known = queryClient.getQueryData<Settings>(queries.system.settings().queryKey);
  // A new profile of the browser remembers nothing: the first paint has the right theme all the same.
  if (known) remember(known);
  return known ?? rememberedSettings();
}

/** Whoever shows it asks again if it failed. */
function taken<T>(query: Query<T>, answer: Promise<T>): Promise<void> {
  return queryClient.prefetchQuery({ ...query, queryFn: () => answer, retry: false });
}
