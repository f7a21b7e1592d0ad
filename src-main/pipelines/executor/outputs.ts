/** What a program left in its output folder, taken into the artifact store. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { StoredOutput } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';

/** Throws STEP_OUTPUT_INVALID for what is neither a plain file nor a plain folder. */
export async function takeOutputs({ artifacts }: Pick<Core, 'artifacts'>, step: PlannedStep, outDir: string): Promise<StoredOutput[]> {
  const outputs: StoredOutput[] = [];
  for (const { name, fileName } of step.outputs) {
    outputs.push({ name, path: fileName, ...(await artifacts.take(join(outDir, fileName), { step: step.id })) });
  }
  return outputs;
}

/** Of a step that failed: what can be taken, for whoever looks for the reason. */
export async function takeEvidence(core: Pick<Core, 'artifacts'>, step: PlannedStep, outDir: string): Promise<StoredOutput[]> {
  const outputs: StoredOutput[] = [];
  for (const output of step.outputs) {
    if (!hasKind(join(outDir, output.fileName), output.format === 'folder')) continue;
    try {
      outputs.push(...(await takeOutputs(core, { ...step, outputs: [output] }, outDir)));
    } catch {
      // A link or a half-written file is no evidence worth failing for.
    }
  }
  return outputs;
}

/** A link counts as there: taking it then says what is wrong with it. */
export function hasKind(path: string, folder: boolean): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && (folder ? !found.isFile() : !found.isDirectory());
}
