/** `toldText`, `toldDigest`: the file that a built-in step goes by (a suite, definitions of features) as it was when the run began. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';
import type { RunRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';

export function toldText({ plan }: Pick<RunRecord, 'plan'>, step: Pick<PlannedStep, 'with'>): { file: string; text: string } {
  const file = String(step.with.suite ?? step.with.definitions);
  const path = join(plan.codeDir, file);
  if (!existsSync(path)) throw new BancadaError('FILE_NOT_FOUND', { path: file });
  return { file, text: readFileSync(path, 'utf8') };
}

export function toldDigest(run: Pick<RunRecord, 'plan'>, step: Pick<PlannedStep, 'with'>): Record<string, string> {
  const { file, text } = toldText(run, step);
  return { [file]: createHash('sha256').update(text).digest('hex') };
}
