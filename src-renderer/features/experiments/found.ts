/** What the core answers about runs, by the names that this feature uses. */
import type { Api } from '../../app/client.ts';

export type Search = NonNullable<Parameters<Api['tracking']['search']>[0]>;
export type FoundRun = Awaited<ReturnType<Api['tracking']['search']>>['runs'][number];
export type Summary = Parameters<Api['tracking']['summaries']>[0]['summaries'][number];
export type FoundGroup = Awaited<ReturnType<Api['tracking']['groups']>>[number];
export type Keys = Awaited<ReturnType<Api['tracking']['keys']>>;
export type FoundExperiment = Awaited<ReturnType<Api['tracking']['experiments']>>[number];
