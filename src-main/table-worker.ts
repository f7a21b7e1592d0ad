/** A process that reads tables: what `createTables` starts. It knows every read that a domain has of its own. */
import { expectationJobs } from './expectations/worker/jobs.ts';
import { featureJobs } from './features/worker/jobs.ts';
import { driftJobs } from './monitoring/studies/worker/jobs.ts';
import { tableJobs } from './tables/worker/jobs.ts';
import { serveTables } from './tables/worker/serve.ts';

serveTables([...tableJobs, ...expectationJobs, ...featureJobs, ...driftJobs]);
