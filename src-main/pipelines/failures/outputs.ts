/** `outputFailure`: an output that is missing, is a folder where a file was declared (or the contrary), or is not in the format that its name tells. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../contract/base.ts';
import { hasKind } from '../executor/outputs.ts';
import type { OutputSpec, PlannedStep } from '../spec/index.ts';
import { specLine } from './advice.ts';
import { failureOf } from './failure.ts';
import { misformed } from './formats.ts';
import { findLine, lineAt } from './place.ts';

const namesShown = 5;

export function outputFailure(step: Pick<PlannedStep, 'id' | 'stepId' | 'run' | 'outputs'>, outDir: string, codeDir: string): Failure | null {
  for (const output of step.outputs) {
    const path = join(outDir, output.fileName);
    const isFolder = output.format === 'folder';
    const about = { step: step.id, name: output.name, path: isFolder ? `${output.fileName}/` : output.fileName };
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found && hasKind(path, isFolder)) {
      const wrong = misformed(path, output);
      if (wrong) return failureOf('STEP_OUTPUT_FORMAT', { ...about, ...writing(step, output, codeDir), format: formatText(output), found: wrong });
      continue;
    }
    const where = { ...about, ...writing(step, output, codeDir), specLine: specLine(codeDir, step.stepId, ['outputs']) ?? 1 };
    if (found)
      return failureOf('STEP_OUTPUT_KIND', { ...where, found: isFolder ? '@a-file' : '@a-folder', expected: isFolder ? '@a-folder' : '@a-file' });
    return failureOf('STEP_OUTPUT_MISSING', { ...where, left: leftBehind(step, outDir) });
  }
  return null;
}

/** Where the program names the output, else the program. */
function writing(
  step: Pick<PlannedStep, 'run'>,
  { name }: OutputSpec,
  codeDir: string,
): { file: string | null; line?: number; source?: string | null } {
  if (step.run === null) return { file: null };
  const place = findLine(codeDir, step.run, (text) => /output/.test(text) && new RegExp(`['"\`]${name}['"\`.]`).test(text));
  return place ? { ...place, source: lineAt(codeDir, place) } : { file: step.run };
}

const formatText = ({ format, fileName }: OutputSpec) => (format === 'file' ? fileName.slice(fileName.lastIndexOf('.') + 1) : format).toUpperCase();

/** What else the program left: a name that is nearly right explains most of what is missing. */
function leftBehind({ outputs }: Pick<PlannedStep, 'outputs'>, outDir: string): string {
  const declared = new Set(outputs.map(({ fileName }) => fileName));
  const names = readdirSync(outDir).filter((name) => !declared.has(name));
  return names.length === 0 ? '@left-nothing' : `@left ${names.slice(0, namesShown).join(', ')}${names.length > namesShown ? ', …' : ''}`;
}
