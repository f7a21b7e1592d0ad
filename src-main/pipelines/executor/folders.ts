/**
 * `makeOutDir`, `clearTaken`: the folder of an attempt. Made and removed at each step: what Node does for any folder (looking, listing, trying again) costs
 * several times what these few calls do.
 */
import { mkdirSync } from 'node:fs';
import { rm, rmdir, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AttemptRecord } from '../records.ts';
import type { ActiveStep, RunContext } from './context.ts';
import { outDirOf } from './launch.ts';

export function makeOutDir(outDir: string): void {
  try {
    mkdirSync(dirname(outDir));
    mkdirSync(outDir);
  } catch {
    mkdirSync(outDir, { recursive: true }); // the first of its run, or made ahead
  }
}

/** A file that is there from when outputs are taken out of the folder. */
export function takingMark(outDir: string): string {
  return `${outDir}.taking`;
}

/** Removes an attempt's folder once nothing of it is needed. */
export async function clearAttempt(context: RunContext, { launchId }: AttemptRecord): Promise<void> {
  await rm(dirname(outDirOf(context, launchId)), { recursive: true, force: true });
}

/** The same after its outputs were taken: hardly ever is anything left in it. */
export async function clearTaken(context: RunContext, step: ActiveStep, attempt: AttemptRecord): Promise<void> {
  const outDir = outDirOf(context, attempt.launchId);
  try {
    if (step.plan.outputs.length > 0) await unlink(takingMark(outDir));
    await rmdir(outDir);
    await rmdir(dirname(outDir));
  } catch {
    await clearAttempt(context, attempt);
  }
}
