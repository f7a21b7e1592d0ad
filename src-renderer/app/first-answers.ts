/**
 * `firstAnswers`: what the first screen shows. The page's first script asks, while the rest of the app is still on its way; React and the
 * queries take the answers when they are there. Imports no more than the client: the first script waits for what stands here.
 */
import { api } from './client.ts';

export const firstRuns = { limit: 50 };

type FirstAnswers = ReturnType<typeof ask>;

let answers: FirstAnswers | null = null;

export function firstAnswers(): FirstAnswers {
  answers ??= ask();
  return answers;
}

function ask() {
  // Before anything is read: what changes afterwards is told.
  const changes = api.system.changes();
  const settings = api.system.settings();
  const home = ['', '#', '#/'].includes(window.location.hash)
    ? { overview: api.study.overview(), modules: api.catalog.modules(), runs: api.pipelines.list(firstRuns) }
    : null;
  // Whoever takes an answer sees that it failed; nobody may.
  for (const answer of [changes, settings, ...Object.values(home ?? {})]) answer.catch(() => undefined);
  return { changes, settings, home };
}
