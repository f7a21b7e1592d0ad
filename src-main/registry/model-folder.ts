/** `readModelFolder`: what a saved model says of itself. The runtime writes the folder (MLmodel, model.json, input_example.json); we only read it. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { BancadaError } from '../contract/errors.ts';
import { type SignatureField, signatureField } from '../contract/registry.ts';

export interface ModelFolder {
  algorithm: string;
  description: string;
  signature: SignatureField[];
  inputExample: Record<string, unknown>;
  bytes: number;
}

const mlmodel = z.object({
  flavors: z.record(z.string(), z.unknown()),
  metadata: z.object({ description: z.string().optional() }).nullish(),
});
// Levels of a whole-number column are numbers in the file; a form shows them as words.
const choices = z.array(z.union([z.string(), z.number()]).transform(String)).optional();
const model = z.object({ algorithm: z.string(), signature: z.array(signatureField.extend({ choices })) });
const example = z.record(z.string(), z.unknown());

export function readModelFolder(folder: string): ModelFolder {
  const about = read(folder, 'MLmodel', (text) => mlmodel.parse(parse(text)));
  const { algorithm, signature } = read(folder, 'model.json', (text) => model.parse(JSON.parse(text)));
  const hasExample = readdirSync(folder).includes('input_example.json');
  return {
    algorithm,
    description: about.metadata?.description ?? '',
    signature,
    inputExample: hasExample ? read(folder, 'input_example.json', (text) => example.parse(JSON.parse(text))) : {},
    bytes: bytesOf(folder),
  };
}

function read<T>(folder: string, file: string, parseText: (text: string) => T): T {
  try {
    return parseText(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    throw new BancadaError('MODEL_FOLDER_INVALID', { file, detail: reason(error) }, { cause: error });
  }
}

function reason(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return issue ? `${issue.path.join('.')}: ${issue.message}` : error.message;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? bytesOf(join(folder, entry.name)) : lstatSync(join(folder, entry.name)).size))
    .reduce((sum, bytes) => sum + bytes, 0);
}
