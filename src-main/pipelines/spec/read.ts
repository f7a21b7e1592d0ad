/** `readPipeline`: the specification in a code folder, with the programs it calls known to exist. PIPELINE_FILE_MISSING. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseStudy } from '../../automl/index.ts';
import { BancadaError } from '../../contract/errors.ts';
import { parseContract, parseSuite } from '../../expectations/index.ts';
import { parseFeatures } from '../../features/index.ts';
import { parsePipeline } from './parse.ts';
import type { PipelineSpec } from './types.ts';

export const specFile = 'pipeline.yaml';

export function readPipeline(codeFolder: string): PipelineSpec {
  const path = join(codeFolder, specFile);
  if (!existsSync(path)) throw new BancadaError('PIPELINE_FILE_MISSING', { file: specFile, line: 1, step: '—', path: specFile });
  const { spec } = parseIn(codeFolder, readFileSync(path, 'utf8'));
  const text = (file: string) => readFileSync(join(codeFolder, file), 'utf8');
  for (const { kind, search, with: given, contracts } of spec.steps) {
    if (search !== null) parseStudy(text(search), search, true);
    if (kind === 'expect') parseSuite(text(String(given.suite)), String(given.suite));
    if (kind === 'features' || kind === 'materialize') parseFeatures(text(String(given.definitions)), String(given.definitions));
    for (const file of Object.values(contracts)) parseContract(text(file), file);
  }
  return spec;
}

/** A text as the pipeline.yaml of a code folder. */
export function parseIn(codeFolder: string, text: string) {
  return parsePipeline(text, specFile, (program) => statSync(join(codeFolder, program), { throwIfNoEntry: false })?.isFile() === true);
}
