import { expect, it } from 'vitest';
import { isInside, isSame, uriOf } from './place.ts';

const place = { runId: 'r', path: 'model/data/x', isDir: false };

it('tells what is inside a folder, and one model from another', () => {
  expect(isInside(place, { runId: 'r', path: 'model' })).toBe(true);
  expect(isInside(place, { runId: 'r', path: 'mod' })).toBe(false);
  expect(isInside(place, { runId: 'r', modelId: 'm', path: '' })).toBe(false);
  expect(isInside({ ...place, modelId: 'm' }, { runId: 'r', modelId: 'm', path: '' })).toBe(true);
  expect(isSame({ ...place, modelId: 'm' }, place)).toBe(false);
});

it('names a place as clients do', () => {
  expect(uriOf({ runId: 'r', path: 'model' })).toBe('runs:/r/model');
  expect(uriOf({ runId: 'r', modelId: 'm-1', path: '' })).toBe('models:/m-1');
});
