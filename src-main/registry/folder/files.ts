/** `readMLmodel`, `readText`, `bytesOf`: files of a stored model folder; MODEL_FOLDER_INVALID says which one and why. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { BancadaError } from '../../contract/errors.ts';

const mlmodel = z.object({
  flavors: z.record(z.string(), z.unknown()),
  metadata: z.object({ description: z.string().optional() }).nullish(),
  signature: z.object({ inputs: z.string().nullish() }).nullish(),
  saved_input_example_info: z.object({ artifact_path: z.string(), pandas_orient: z.string().optional() }).nullish(),
});

export type MLmodel = z.infer<typeof mlmodel>;

/** model.json of a large forest has some tens of megabytes. */
const longestFile = 512 << 20;
const longestMLmodel = 4 << 20;

export function readMLmodel(folder: string): MLmodel {
  return readText(folder, 'MLmodel', (text) => mlmodel.parse(parse(text, { logLevel: 'error' })), longestMLmodel);
}

export function readText<T>(folder: string, file: string, parseText: (text: string) => T, longest = longestFile): T {
  try {
    const path = join(folder, file);
    if (lstatSync(path).size > longest) throw new Error(`> ${longest} bytes`);
    return parseText(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BancadaError('MODEL_FOLDER_INVALID', { file, detail: reason(error) }, { cause: error });
  }
}

export function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? bytesOf(join(folder, entry.name)) : lstatSync(join(folder, entry.name)).size))
    .reduce((sum, bytes) => sum + bytes, 0);
}

function reason(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return issue ? `${issue.path.join('.')}: ${issue.message}` : error.message;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
