/** The gateway's process: what `createGateway` starts, with its token in the environment. */
import { runGateway } from './gateway/process/main.ts';

await runGateway(process.argv[2]!, process.env.BANCADA_GATEWAY_TOKEN!);
