import { expect, it } from 'vitest';
import { inParts, isSystem, sectionsOf, shortKey } from './sections.ts';

it('puts metrics under the prefix of their names, those without one first', () => {
  expect(sectionsOf(['train/loss', 'val/loss', 'auc', 'train/layer10/norm', 'train/layer2/norm', 'train/acc'])).toEqual([
    { prefix: '', keys: ['auc'] },
    { prefix: 'train', keys: ['train/acc', 'train/loss'] },
    { prefix: 'train/layer2', keys: ['train/layer2/norm'] },
    { prefix: 'train/layer10', keys: ['train/layer10/norm'] },
    { prefix: 'val', keys: ['val/loss'] },
  ]);
});

it('does not say the prefix again in each chart', () => {
  expect(shortKey('train/layer2/norm', 'train/layer2')).toBe('norm');
  expect(shortKey('auc', '')).toBe('auc');
});

it('knows what the machine said of itself', () => {
  expect([isSystem('system/cpu'), isSystem('systems/cpu')]).toEqual([true, false]);
});

it('asks for many in parts, none of them empty', () => {
  expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inParts([], 2)).toEqual([]);
});
