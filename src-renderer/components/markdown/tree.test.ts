import { expect, it } from 'vitest';
import { codeOf, safeLink } from './tree.ts';

it('finds language and source under highlighting', () => {
  const found = codeOf({
    type: 'element',
    tagName: 'pre',
    properties: {},
    children: [
      {
        type: 'element',
        tagName: 'code',
        properties: { className: ['hljs', 'language-ts'] },
        children: [
          { type: 'element', tagName: 'span', properties: {}, children: [{ type: 'text', value: 'const' }] },
          { type: 'text', value: ' a = 1;\n' },
        ],
      },
    ],
  });
  expect(found).toEqual({ language: 'ts', source: 'const a = 1;' });
});

it('lets a text link only to places that are safe', () => {
  expect(safeLink('glossario:drift')).toBe('glossario:drift');
  expect(safeLink('https://example.org')).toBe('https://example.org');
  expect(safeLink('javascript:alert(1)')).toBe('');
  expect(safeLink('file:///etc/passwd')).toBe('');
});
