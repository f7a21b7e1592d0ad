/** `npm run bancada -- …`: sets up what is stale, then runs the CLI under the pinned Node. */
import { join } from 'node:path';
import { handOver } from './setup/hand-over.mjs';
import { setUp } from './setup/index.mjs';
import { root } from './setup/places.mjs';

const args = process.argv.slice(2);
const isWeb = args[0] === 'web';
setUp(isWeb ? ['runtime', 'plantuml', 'renderer', 'host'] : ['runtime', 'host']);
handOver([join(root, 'dist', 'host', isWeb ? 'main.js' : 'cli.js'), ...(isWeb ? args.slice(1) : args)]);
