/** `readPipeline`: the specification in a code folder, with the programs it calls known to exist. PIPELINE_FILE_MISSING. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseStudy } from '../../automl/index.ts';
import { BancadaError } from '../../contract/errors.ts';
import { parseContract, parseSuite } from '../../expectations/index.ts';
import { parseFeatures } from '../../features/index.ts';
import { collectFaults } from './faults.ts';
import { parsePipeline } from './parse.ts';
import type { PipelineSpec } from './types.ts';

export const specFile = 'pipeline.yaml';

export function readPipeline(codeFolder: string): PipelineSpec {
  const path = join(codeFolder, specFile);
  if (!existsSync(path)) throw new BancadaError('PIPELINE_FILE_MISSING', { file: specFile, line: 1, step: '—', path: specFile });
  const { spec } = parseIn(codeFolder, readFileSync(path, 'utf8'));
  const text = (file: string) => readFileSync(join(codeFolder, file), 'utf8');
  const faults = collectFaults();
  const seen = new Set<string>();
  // A file that several steps name is told once.
  const read = (kind: string, file: string, parse: (text: string, file: string) => unknown) => {
    if (seen.has(`${kind} ${file}`)) return;
    seen.add(`${kind} ${file}`);
    faults.attempt(() => parse(text(file), file));
  };
  for (const { kind, search, with: given, contracts } of spec.steps) {
    if (search !== null) read('study', search, (content, file) => parseStudy(content, file, true));
    if (kind === 'expect') read('suite', String(given.suite), parseSuite);
    if (kind === 'features' || kind === 'materialize') read('features', String(given.definitions), parseFeatures);
    for (const file of Object.values(contracts)) read('contract', file, parseContract);
  }
  faults.settle();
  return spec;
}

/** A text as the pipeline.yaml of a code folder. */
export function parseIn(codeFolder: string, text: string) {
  return parsePipeline(text, specFile, (program) => statSync(join(codeFolder, program), { throwIfNoEntry: false })?.isFile() === true);
}
