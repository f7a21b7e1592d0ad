import { expect, it } from 'vitest';
import { layoutOf } from './layout.ts';

const shape = (...input: Parameters<typeof layoutOf>) =>
  layoutOf(...input).map((row) => (row.kind === 'head' ? `# ${row.prefix} ${row.count}` : row.keys.join(' ')));

it('puts metrics into sections by their prefix, so many side by side', () => {
  expect(shape(['val/loss', 'train/l10', 'train/l2', 'auc', 'system/cpu', 'train/a'], '', new Set(), 2)).toEqual([
    ...['# ' + ' 1', 'auc', '# train 3', 'train/a train/l2', 'train/l10', '# val 1', 'val/loss', '# system 1', 'system/cpu'],
  ]);
});

it('needs no head where nothing has a prefix, hides what is closed and finds by any part', () => {
  expect(shape(['auc', 'f1'], '', new Set(), 3)).toEqual(['auc f1']);
  expect(shape(['train/loss', 'val/loss'], '', new Set(['train']), 3)).toEqual(['# train 1', '# val 1', 'val/loss']);
  expect(shape(['train/loss', 'val/acc'], 'ACC', new Set(), 3)).toEqual(['# val 1', 'val/acc']);
});

it('is a thousand metrics in a few hundred rows', () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `s${index % 20}/m${index}`);
  expect(layoutOf(keys, '', new Set(), 3)).toHaveLength(20 + 20 * Math.ceil(50 / 3));
});
