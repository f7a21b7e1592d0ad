/** The CLI of an installed program, under whatever Node runs this: `lab/node_modules/node/bin/node lab/scripts/bancada.mjs …`. Everything is built. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const cli = join(import.meta.dirname, '..', 'dist', 'host', 'cli.js');
process.argv[1] = cli;
await import(pathToFileURL(cli).href);
