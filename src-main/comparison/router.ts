import { procedures } from '../common/procedures.ts';
import { comparisonContract } from '../contract/comparison.ts';
import type { Comparison } from './index.ts';

export function comparisonRouter(comparison: Comparison) {
  const implement = procedures(comparisonContract);
  return implement.router({
    matrix: implement.matrix.handler(() => comparison.matrix()),
    measured: implement.measured.handler(() => comparison.measured()),
  });
}
