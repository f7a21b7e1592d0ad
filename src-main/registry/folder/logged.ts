/** `readLoggedFolder`: what the folder of a model says of itself that any MLflow client may have logged: a model of our own in full, another as far as our words go. */
import { z } from 'zod';
import { BancadaError } from '../../contract/errors.ts';
import type { SignatureField } from '../../contract/registry.ts';
import { bytesOf, type MLmodel, readMLmodel, readText } from './files.ts';
import { flavorsOf, type ModelFolder, readModelFolder } from './own.ts';

/** Null for a folder without an MLmodel that can be read: whatever it is, we say nothing of it. */
export function readLoggedFolder(folder: string): ModelFolder | null {
  const about = attempt(() => readMLmodel(folder));
  if (!about) return null;
  const own = Object.hasOwn(about.flavors, 'bancada') ? attempt(() => readModelFolder(folder)) : null;
  return (
    own ?? {
      algorithm: '',
      flavors: flavorsOf(about),
      description: about.metadata?.description ?? '',
      signature: signatureOf(about),
      inputExample: exampleOf(folder, about),
      bytes: bytesOf(folder),
    }
  );
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof BancadaError) return null;
    throw error;
  }
}

const columns = z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean().optional(), optional: z.boolean().optional() }));
const types: Record<string, SignatureField['type']> = {
  boolean: 'boolean',
  integer: 'long',
  long: 'long',
  float: 'double',
  double: 'double',
  string: 'string',
};

/** MLflow writes columns as JSON in a text. One that our types cannot express (a tensor, a date, an object) leaves the whole signature out. */
function signatureOf({ signature }: MLmodel): SignatureField[] {
  const parsed = columns.safeParse(parseJson(signature?.inputs ?? '[]'));
  if (!parsed.success || !parsed.data.every(({ type }) => Object.hasOwn(types, type))) return [];
  return parsed.data.map(({ name, type, required, optional }) => ({
    name,
    type: types[type]!,
    ...((required === false || optional === true) && { optional: true }),
  }));
}

const split = z.object({ columns: z.array(z.string()), data: z.array(z.array(z.unknown())) });

/** The first row of a saved data frame. */
function exampleOf(folder: string, { saved_input_example_info: info }: MLmodel): Record<string, unknown> {
  if (info?.artifact_path !== 'input_example.json' || info.pandas_orient !== 'split') return {};
  const text = attempt(() => readText(folder, 'input_example.json', (content) => content, 1 << 20));
  const parsed = split.safeParse(parseJson(text ?? ''));
  if (!parsed.success) return {};
  const [row = []] = parsed.data.data;
  return Object.fromEntries(parsed.data.columns.map((name, i) => [name, row[i] ?? null]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
