/** `npm run bancada -- …`: sets up what is stale, then runs the CLI under the pinned Node. */
import { join } from 'node:path';
import { handOver } from './setup/hand-over.mjs';
import { setUp } from './setup/index.mjs';
import { root } from './setup/places.mjs';

const args = process.argv.slice(2);
const script = args[0] === 'web' ? 'dist/host/main.js' : 'src-main/hosts/cli/main.ts';
setUp(args[0] === 'web' ? ['runtime', 'plantuml', 'renderer', 'host'] : ['runtime']);
handOver([join(root, script), ...(args[0] === 'web' ? args.slice(1) : args)]);
