/** What a table process can be asked about expectations. */
import { tableJob } from '../../tables/worker/index.ts';
import { checkJob, contractJob } from '../protocol.ts';
import { checkSuite } from './check.ts';
import { lookAtContract } from './contract.ts';

export const expectationJobs = [tableJob(checkJob, checkSuite), tableJob(contractJob, lookAtContract)];
