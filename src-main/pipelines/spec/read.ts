/** `readPipeline`: the specification in a code folder, with the programs it calls known to exist. PIPELINE_FILE_MISSING. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import { parsePipeline } from './parse.ts';
import type { PipelineSpec } from './types.ts';

export const specFile = 'pipeline.yaml';

export function readPipeline(codeFolder: string): PipelineSpec {
  const path = join(codeFolder, specFile);
  if (!existsSync(path)) throw new BancadaError('PIPELINE_FILE_MISSING', { file: specFile, line: 1, step: '—', path: specFile });
  const { spec, document } = parsePipeline(readFileSync(path, 'utf8'), specFile);
  const missing = (program: string) => !statSync(join(codeFolder, program), { throwIfNoEntry: false })?.isFile();
  for (const [index, step] of spec.steps.entries()) {
    if (step.run !== null && missing(step.run)) {
      throw new BancadaError('PIPELINE_FILE_MISSING', {
        file: specFile,
        line: document.line(['steps', index, 'run']),
        step: step.id,
        path: step.run,
      });
    }
  }
  if (spec.service && missing(spec.service.run)) {
    const line = document.line(['service', 'run']);
    throw new BancadaError('PIPELINE_FILE_MISSING', { file: specFile, line, step: spec.service.name, path: spec.service.run });
  }
  return spec;
}
