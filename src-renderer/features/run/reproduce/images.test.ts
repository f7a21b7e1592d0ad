import { expect, it } from 'vitest';
import { imagesOf } from './images.ts';

it('reads the images of a run from its tags, and nothing that is none', () => {
  const id = `sha256:${'0a'.repeat(32)}`;
  expect(imagesOf({ 'bancada.image': `bancada/runtime:1f@${id}`, 'bancada.image.python': `host:5000/python:3.11@${id}` })).toEqual([
    { language: 'node', reference: 'bancada/runtime:1f', id },
    { language: 'python', reference: 'host:5000/python:3.11', id },
  ]);
  expect(imagesOf({ 'bancada.image': 'anything' })).toEqual([]);
});
