/** `defaultsFor`: space, validation and budget for a table that nobody has said anything about, told by what it is like. */
import type { TableAbout } from '../../src-runtime/automl/describe.ts';
import type { Space } from './samplers/space.ts';
import type { Study } from './study.ts';

export function defaultsFor(table: TableAbout): Pick<Study, 'space' | 'validation' | 'budget' | 'confirm'> & { reasons: string[] } {
  const reasons: string[] = [];
  const few = table.rows < 2_000;
  const many = table.rows > 20_000;
  const size = few ? 'few-rows' : many ? 'many-rows' : 'rows';
  reasons.push(size);
  const rarest = Math.floor(table.smallest * table.rows);
  const folds = Math.max(2, Math.min(many ? 2 : 3, table.classes === 0 ? 3 : rarest));
  if (table.classes === 0) reasons.push('number');
  if (table.classes > 0 && rarest < 10) reasons.push('rare-class');
  const trees = many ? 60 : 120;
  const boosted = { when: { algorithm: ['gradient_boosting'] } };
  const grown = { when: { algorithm: ['random_forest', 'gradient_boosting'] } };
  const line = table.classes === 0 ? 'linear_regression' : 'logistic_regression';
  const linear = table.numeric.length > 0 && !many;
  if (linear) reasons.push('numbers');
  const space: Space = {
    algorithm: { type: 'choice', values: ['random_forest', 'gradient_boosting', ...(linear ? [line] : [])] },
    trees: { type: 'int', low: 5, high: trees, log: true, ...grown },
    depth: { type: 'int', low: 2, high: few ? 8 : 12, ...grown },
    minLeaf: { type: 'int', low: 1, high: Math.max(4, Math.min(200, Math.round(table.rows / 40))), log: true, ...grown },
    learningRate: { type: 'float', low: 0.03, high: 0.5, log: true, ...boosted },
  };
  if (linear) space.l2 = { type: 'float', low: 1e-5, high: 0.1, log: true, when: { algorithm: [line] } };
  if (table.gaps > 0) {
    reasons.push('gaps');
    space.impute = { type: 'choice', values: ['median', 'mean'] };
  }
  const repeats = many ? 1 : 3;
  return {
    reasons,
    space,
    validation: { folds, repeats },
    budget: { trials: many ? 12 : 27, seconds: many ? 900 : 300 },
    confirm: { top: 3, repeats: many ? 1 : 3 },
  };
}
