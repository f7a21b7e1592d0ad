// Writes the C4-PlantUML library and our style as one JSON asset for the diagram editor: dist/c4/c4.json, or the path given.
// { notice, libraries: { c4: { c4_container: ["line", …] … }, bancada: { estilo: […] } } }
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readLibraries } from './c4-library.mjs';
import { projectRoot } from './pictures.mjs';

export function writeC4Asset(target = join(projectRoot, 'dist/c4/c4.json')) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(readLibraries()));
  return target;
}

if (import.meta.main) console.log(writeC4Asset(process.argv[2]));
