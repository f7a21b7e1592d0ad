/** What the reading threads know of runs. */
import { searchLogs } from './logs/search.ts';

export const pipelineReads = [searchLogs];
