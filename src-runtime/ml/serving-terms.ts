/** `writeServing`, `readServing`, `checkGolden`: what a model says about how it is to be served: `serving.json` in its folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors.ts';
import { writeAtomically } from '../sdk/files.ts';
import type { Classifier, Prediction, Row, ServingTerms } from '../sdk/types.ts';

interface Stored {
  /** Milliseconds that the gateway waits for an answer. */
  timeoutMs?: number;
  /** Rows with the answers that the model gave where it was made. */
  golden?: { row: Row; prediction: Prediction }[];
}

const FILE = 'serving.json';
const TIMEOUT_MS = { min: 20, max: 600_000 };
const GOLDEN_ROWS = 100;

export function writeServing(folder: string, model: Classifier, { timeoutMs, golden = [] }: ServingTerms): void {
  if (timeoutMs !== undefined && !(Number.isInteger(timeoutMs) && timeoutMs >= TIMEOUT_MS.min && timeoutMs <= TIMEOUT_MS.max))
    throw new LabError('ARGUMENT', { where: 'serving.timeoutMs', value: String(timeoutMs), expected: `${TIMEOUT_MS.min} … ${TIMEOUT_MS.max}` });
  if (golden.length > GOLDEN_ROWS)
    throw new LabError('ARGUMENT', { where: 'serving.golden', value: String(golden.length), expected: `≤ ${GOLDEN_ROWS}` });
  const rows = golden.map((row) => Object.fromEntries(model.signature.map(({ name }) => [name, row[name] ?? null])));
  const predictions = rows.length > 0 ? model.predict(rows) : [];
  const stored: Stored = {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(rows.length > 0 && { golden: rows.map((row, i) => ({ row, prediction: predictions[i]! })) }),
  };
  writeAtomically(join(folder, FILE), `${JSON.stringify(stored)}\n`);
}

/** A model that does not answer its golden rows as it did where it was made is not the model that was tried: it must not answer at all. */
export function checkGolden(folder: string, model: Pick<Classifier, 'predict'>): void {
  for (const { row, prediction } of readServing(folder).golden ?? []) {
    const [found] = model.predict([row]);
    if (JSON.stringify(found) === JSON.stringify(prediction)) continue;
    throw new LabError('GOLDEN_DIFFERS', { row: JSON.stringify(row), expected: shown(prediction), found: shown(found) });
  }
}

function readServing(folder: string): Stored {
  try {
    return JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Stored;
  } catch {
    return {};
  }
}

function shown(prediction: Prediction | undefined): string {
  return String(prediction?.value ?? JSON.stringify(prediction));
}
