import { expect, it } from 'vitest';
import type { AliasMove } from '#contract';
import { moveRows } from './history.ts';

const move = (id: number, from: string | null, to: string | null): AliasMove => ({
  id,
  at: id,
  by: 'user',
  comment: '',
  alias: 'champion',
  from,
  to,
  forced: [],
});

it('shows the newest first and offers to go back only where that would change something', () => {
  const rows = moveRows([move(1, null, '1'), move(2, '1', '2'), move(3, '2', '1')], { champion: '1' });
  expect(rows.map(({ move: { id }, kind, current }) => [id, kind, current])).toEqual([
    [3, 'moved', true],
    [2, 'moved', false],
    [1, 'set', true],
  ]);
});

it('knows that an alias that was taken away is nowhere', () => {
  expect(moveRows([move(2, '1', null), move(1, null, '1')], {}).map(({ kind, current }) => [kind, current])).toEqual([
    ['removed', true],
    ['set', false],
  ]);
});
