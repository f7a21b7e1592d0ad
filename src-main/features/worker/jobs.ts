/** What a table process can be asked about features. */
import { tableJob } from '../../tables/worker/index.ts';
import { historyJob, materializeJob, skewJob } from '../protocol.ts';
import { history } from './history.ts';
import { materialize } from './materialize.ts';
import { skew } from './skew.ts';

export const featureJobs = [tableJob(historyJob, history), tableJob(materializeJob, materialize), tableJob(skewJob, skew)];
