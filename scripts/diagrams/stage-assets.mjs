// Puts what the diagram editor loads on demand into src-renderer/public/plantuml/ (ignored by git; part of the build and of dev):
// the engine, Graphviz as WebAssembly, the C4 library. Copies only what changed.
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { writeC4Asset } from './extract-c4.mjs';
import { projectRoot } from './pictures.mjs';

const source = dirname(createRequire(import.meta.url).resolve('@plantuml/core/package.json'));
const target = join(projectRoot, 'src-renderer/public/plantuml');

mkdirSync(target, { recursive: true });
for (const name of ['plantuml.js', 'viz-global.js', 'LICENSE']) {
  const [from, to] = [join(source, name), join(target, name)];
  const stale = !existsSync(to) || statSync(to).size !== statSync(from).size || statSync(to).mtimeMs < statSync(from).mtimeMs;
  if (stale) copyFileSync(from, to);
}
writeC4Asset(join(target, 'c4.json'));
