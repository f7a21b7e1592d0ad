/**
 * `loadFirstScreen`: what the first screen shows, asked for in one go before it is drawn, so that it is drawn once and complete.
 * A core that takes longer than `patienceMs` is not waited for: the screen shows that it is loading, as any other.
 */
import type { Settings } from '#contract';
import { queries, queryClient } from './queries.ts';
import { remember, rememberedSettings } from './remembered-settings.ts';

const patienceMs = 400;

export async function loadFirstScreen(): Promise<Settings> {
  const settings = queries.system.settings();
  const home = ['', '#', '#/'].includes(window.location.hash)
    ? [
        queryClient.prefetchQuery(queries.study.overview()),
        queryClient.prefetchQuery(queries.catalog.modules()),
        queryClient.prefetchQuery(queries.pipelines.list({ limit: 50 })),
      ]
    : [];
  await Promise.race([Promise.all([queryClient.prefetchQuery(settings), ...home]), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  const known = queryClient.getQueryData<Settings>(settings.queryKey);
  // A new profile of the browser remembers nothing: the first paint has the right theme all the same.
  if (known) remember(known);
  return known ?? rememberedSettings();
}
