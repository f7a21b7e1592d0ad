/** Triggers: schedules, files, data, models, alerts and calls that start pipelines by themselves. */
export { createTriggers } from './create.ts';
export type { Triggers } from './triggers.ts';
