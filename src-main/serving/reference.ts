/** `readReference`: what drift is measured against: the model's training sample, or the one that a program that serves itself left. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DriftReference } from './serving.ts';
import type { EndpointRow } from './store.ts';

const prediction = z.union([z.string(), z.object({ label: z.string() }).transform(({ label }) => label)]);
const file = z.object({ rows: z.array(z.record(z.string(), z.unknown())), predictions: z.array(prediction) });

export function readReference({ launch, source }: EndpointRow): DriftReference | null {
  const path = join(launch.model ?? launch.outDir, 'reference.json');
  try {
    const { rows, predictions } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { rows, predictions, source: source.kind === 'model' ? `${source.name}:${source.version}` : `${source.pipeline}/${source.file}` };
  } catch {
    return null;
  }
}
