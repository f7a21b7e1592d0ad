/** `createReferences`: each endpoint's training sample, prepared once per revision. */
import type { Serving } from '../serving/index.ts';
import { type PreparedReference, prepareReference } from './drift/report.ts';

export interface References {
  of(name: string): PreparedReference | null;
}

export function createReferences(serving: Pick<Serving, 'get' | 'reference'>): References {
  const prepared = new Map<string, { revision: number; reference: PreparedReference | null }>();
  return {
    of(name) {
      const { revision, signature } = serving.get(name);
      const known = prepared.get(name);
      if (known?.revision === revision) return known.reference;
      const found = serving.reference(name);
      const reference = found && prepareReference(found, signature);
      prepared.set(name, { revision, reference });
      return reference;
    },
  };
}
