import { expect, it } from 'vitest';
import type { Endpoint } from '#contract';
import { draftOf, planOf, weightsOf } from './draft.ts';

const endpoint: Pick<Endpoint, 'name' | 'source'> = {
  name: 'casas',
  source: { kind: 'program', pipeline: '07-serving', solution: 'reference', file: 'api.ts' },
};

it('reads steps as people write them, and nothing that is no percentage', () => {
  expect(weightsOf('5, 25 %;50')).toEqual([5, 25, 50]);
  for (const text of ['', 'cinco', '0', '5, 101']) expect(weightsOf(text)).toBeNull();
});

it('makes the plan that each strategy needs', () => {
  expect(planOf(endpoint, draftOf('canary', '07-serving'))).toMatchObject({
    weights: [5, 25, 50],
    holdMs: 30_000,
    requests: 50,
    solution: 'reference',
  });
  expect(planOf(endpoint, draftOf('shadow', 'casas@champion'))).toMatchObject({ weights: [100], requests: 200, limits: { different: 0.01 } });
  expect(planOf(endpoint, draftOf('shadow', 'casas@champion'))).not.toHaveProperty('solution');
  expect(planOf(endpoint, draftOf('blue-green', 'casas'))).toMatchObject({ watchMs: 30_000 });
  expect(planOf(endpoint, draftOf('manual', 'casas'))).toMatchObject({ weights: [10] });
  expect(planOf(endpoint, { ...draftOf('canary', 'casas'), weights: 'x' })).toBeNull();
});
