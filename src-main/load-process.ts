/** The process that sends a load test's requests: what `createLoads` starts. */
import { runLoad } from './load/process/main.ts';

runLoad();
