/** `readModelFolder`: what a model of our own says of itself. The runtime writes the folder (MLmodel, model.json, input_example.json); we only read it. */
import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { type SignatureField, signatureField } from '../../contract/registry.ts';
import { bytesOf, type MLmodel, readMLmodel, readText } from './files.ts';

export interface ModelFolder {
  algorithm: string;
  flavors: string[];
  description: string;
  signature: SignatureField[];
  inputExample: Record<string, unknown>;
  bytes: number;
}

// Levels of a whole-number column are numbers in the file; a form shows them as words.
const choices = z.array(z.union([z.string(), z.number()]).transform(String)).optional();
const model = z.object({ algorithm: z.string(), signature: z.array(signatureField.extend({ choices })) });
const example = z.record(z.string(), z.unknown());

/** MODEL_FOLDER_INVALID, with the file and what is wrong in it. */
export function readModelFolder(folder: string): ModelFolder {
  const about = readMLmodel(folder);
  const { algorithm, signature } = readText(folder, 'model.json', (text) => model.parse(JSON.parse(text)));
  const hasExample = readdirSync(folder).includes('input_example.json');
  return {
    algorithm,
    flavors: flavorsOf(about),
    description: about.metadata?.description ?? '',
    signature,
    inputExample: hasExample ? readText(folder, 'input_example.json', (text) => example.parse(JSON.parse(text))) : {},
    bytes: bytesOf(folder),
  };
}

export function flavorsOf({ flavors }: MLmodel): string[] {
  return Object.keys(flavors).slice(0, 50);
}
