/** `warmUp`: lets the compiler see the model's code, then measures by what means each network or forest is computed fastest. Requests are answered meanwhile. */
import { setImmediate } from 'node:timers/promises';
import { LabError } from '../errors.ts';
import { type Encoder, encode } from '../ml/encoder.ts';
import { type BackendChoice, chooseFastest } from '../ml/fastest.ts';
import { partsOf } from '../ml/parts.ts';
import type { Classifier, Row } from '../sdk/types.ts';
import type { Servable } from './servable.ts';

const WARM_MS = 20;
/** Reference rows that a model is tried with. */
const SAMPLES = 512;

export async function warmUp(servable: Servable): Promise<Map<string, readonly BackendChoice[]>> {
  const found = new Map<string, readonly BackendChoice[]>();
  for (const one of [servable, ...(servable.members ?? [])]) {
    const { classifier, example, reference } = one;
    if (!classifier) continue;
    await setImmediate();
    for (const end = performance.now() + WARM_MS; example && performance.now() < end; ) classifier.predict([example]);
    const known = reference && reference.length > 0 ? reference.slice(0, SAMPLES) : example ? [example] : [];
    found.set(one.name, await backendsOf(classifier, known));
  }
  return found;
}

async function backendsOf(classifier: Classifier, rows: readonly Row[]): Promise<readonly BackendChoice[]> {
  const parts = partsOf(classifier);
  if (parts?.kind !== 'single') return [];
  const { model, encoder } = parts;
  const width = encoder.sources.length;
  return chooseFastest(model, width, encoded(encoder, rows) ?? Float64Array.from({ length: width * 64 }, (_, i) => Math.sin(i)));
}

/** Null where no row is known, or one has a gap that the model does not fill. */
function encoded(encoder: Encoder, rows: readonly Row[]): Float64Array | null {
  try {
    return rows.length > 0 ? encode(encoder, rows) : null;
  } catch (error) {
    if (error instanceof LabError) return null;
    throw error;
  }
}
