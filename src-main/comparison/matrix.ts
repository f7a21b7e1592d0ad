/** `readMatrix`: `resources/comparativo.yaml` as the contract tells it, in the order of the modules. */
import { join } from 'node:path';
import { type Content, openContent } from '../catalog/index.ts';
import type { ComparisonMatrix } from '../contract/comparison.ts';
import type { ComparisonParts } from './index.ts';
import { comparisonFile } from './schema.ts';

const contents = new Map<string, Content>();

export function readMatrix(home: string, { applicationRoot, catalog }: Pick<ComparisonParts, 'applicationRoot' | 'catalog'>): ComparisonMatrix {
  const content = contents.get(applicationRoot) ?? openContent(applicationRoot, join(home, 'cache', 'content'));
  contents.set(applicationRoot, content);
  const { criteria, architectures, profiles } = content.yaml('resources/comparativo.yaml', comparisonFile);
  return {
    criteria: criteria.map(({ best, ...criterion }) => ({ ...criterion, best: best ?? null })),
    profiles,
    architectures: catalog.modules().map(({ id, title, available }) => ({
      ...{ id, title, available },
      cells: Object.fromEntries(
        Object.entries(architectures[id] ?? {}).map(([criterion, { score, pt, en }]) => [criterion, { score: score ?? null, reason: { pt, en } }]),
      ),
    })),
  };
}
