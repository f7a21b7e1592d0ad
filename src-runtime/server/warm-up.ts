/** `warmUp`: lets the compiler see the model's code, then measures by what means each network is computed fastest. Requests are answered meanwhile. */
import { setImmediate } from 'node:timers/promises';
import { type BackendChoice, chooseFastest } from '../ml/net/fastest.ts';
import { partsOf } from '../ml/parts.ts';
import type { Classifier } from '../sdk/types.ts';
import type { Servable } from './servable.ts';

const WARM_MS = 20;

export async function warmUp(servable: Servable): Promise<Map<string, readonly BackendChoice[]>> {
  const found = new Map<string, readonly BackendChoice[]>();
  for (const one of [servable, ...(servable.members ?? [])]) {
    const { classifier, example } = one;
    if (!classifier) continue;
    await setImmediate();
    for (const end = performance.now() + WARM_MS; example && performance.now() < end; ) classifier.predict([example]);
    found.set(one.name, await backendsOf(classifier));
  }
  return found;
}

async function backendsOf(classifier: Classifier): Promise<readonly BackendChoice[]> {
  const parts = partsOf(classifier);
  const inner = parts?.kind === 'single' ? parts.model.inner : undefined;
  if (parts?.kind !== 'single' || inner?.kind !== 'network') return [];
  return chooseFastest(parts.model, inner.layers);
}
