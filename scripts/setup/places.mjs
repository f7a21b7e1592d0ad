/** Where the project is, its own Node, and how set-up speaks: to stderr, because stdout belongs to the command. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** The pinned Node, whatever the machine has. */
export const pinnedNode = () => join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
export const say = (line) => process.stderr.write(`bancada: ${line}\n`);
/** Node keeps what it has compiled: half of the start of a core. */
export const compileCache = () => ({ NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'node') });
