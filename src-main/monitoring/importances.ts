/** `importancesOf`: how much each column counts in a registered model, where its algorithm tells. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Endpoint } from '../contract/serving.ts';
import type { Registry } from '../registry/index.ts';

const file = z.object({ importances: z.record(z.string(), z.number()).nullish() });

export function importancesOf(registry: Pick<Registry, 'resolve' | 'folder'>, { source }: Endpoint): Record<string, number> | null {
  if (source.kind !== 'model') return null;
  try {
    const folder = registry.folder(registry.resolve(`${source.name}:${source.version}`));
    return file.parse(JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'))).importances ?? null;
  } catch {
    return null; // an endpoint of a model that has been taken away still serves
  }
}
