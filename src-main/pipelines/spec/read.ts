/** `readPipeline`: the specification in a code folder, with the programs it calls known to exist. PIPELINE_FILE_MISSING. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import { parseSuite } from '../../expectations/index.ts';
import type { FieldPath } from './document.ts';
import { type ParsedPipeline, parsePipeline } from './parse.ts';
import type { PipelineSpec } from './types.ts';

export const specFile = 'pipeline.yaml';

export function readPipeline(codeFolder: string): PipelineSpec {
  const path = join(codeFolder, specFile);
  if (!existsSync(path)) throw new BancadaError('PIPELINE_FILE_MISSING', { file: specFile, line: 1, step: '—', path: specFile });
  const parsed = parsePipeline(readFileSync(path, 'utf8'), specFile);
  checkPrograms(parsed, (program) => statSync(join(codeFolder, program), { throwIfNoEntry: false })?.isFile() === true);
  for (const { kind, with: given } of parsed.spec.steps) {
    if (kind === 'expect') parseSuite(readFileSync(join(codeFolder, String(given.suite)), 'utf8'), String(given.suite));
  }
  return parsed.spec;
}

/** Each program that is called exists, and each suite. PIPELINE_FILE_MISSING. */
export function checkPrograms({ spec, document }: ParsedPipeline, exists: (program: string) => boolean): void {
  const missing = (step: string, path: string, at: FieldPath) =>
    new BancadaError('PIPELINE_FILE_MISSING', { file: document.file, line: document.line(at), step, path });
  for (const [index, { id, kind, run, with: given }] of spec.steps.entries()) {
    if (run !== null && !exists(run)) throw missing(id, run, ['steps', index, 'run']);
    if (kind === 'expect' && !exists(String(given.suite))) throw missing(id, String(given.suite), ['steps', index, 'with', 'suite']);
  }
  if (spec.service && !exists(spec.service.run)) throw missing(spec.service.name, spec.service.run, ['service', 'run']);
}
