/** `npm run numeros -- 01-monolitica`: prints the figures that a module's study text quotes, under the pinned Node (the reader's own may not read TypeScript). */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { handOver } from './setup/hand-over.mjs';
import { setUp } from './setup/index.mjs';
import { root } from './setup/places.mjs';

const [module = '', ...rest] = process.argv.slice(2);
const program = (name) => join(root, 'architectures', name, 'numeros.ts');
const modules = readdirSync(join(root, 'architectures')).filter((name) => existsSync(program(name)));
if (modules.includes(module)) {
  setUp(['runtime']);
  handOver([program(module), ...rest], { cwd: root });
} else {
  process.stderr.write(`npm run numeros -- ${modules.join(' | ')}\n`);
  process.exitCode = 2;
}
