import { describe, expect, it } from 'vitest';
import { layoutProblems } from './layout.ts';

const text = (x: number, y: number, width: number, content: string) =>
  `<text x="${x}" y="${y}" font-size="12" textLength="${width}">${content}</text>`;
const entity = (alias: string, x: number, content = '') =>
  `<g class="entity" data-alias="${alias}"><rect x="${x}" y="10" width="80" height="40"/>${content}</g>`;
const picture = (body: string) => `<svg viewBox="0 0 400 100">${body}</svg>`;

describe('layout of a picture', () => {
  it('a tidy picture has no problem', () => {
    const label = `<g class="link-label">${text(110, 30, 50, 'usa')}</g>`;
    const body = entity('a', 10, text(20, 30, 40, 'A')) + entity('b', 200) + label;
    expect(layoutProblems(picture(body))).toEqual([]);
  });

  it('names a text that leaves its element or the page', () => {
    expect(layoutProblems(picture(entity('a', 10, text(20, 30, 90, 'longo'))))).toEqual(['"longo" leaves its element a']);
    expect(layoutProblems(picture(text(380, 30, 90, 'fora')))).toEqual(['"fora" leaves the page']);
  });

  it('names a label over an element and labels over each other', () => {
    const over = `<g class="link-label">${text(70, 30, 50, 'usa')}</g>`;
    expect(layoutProblems(picture(entity('a', 10) + over))).toEqual(['"usa" covers the element a']);
    const other = `<g class="cluster-label">${text(90, 32, 50, 'sistema')}</g>`;
    expect(layoutProblems(picture(over + other))).toEqual(['"usa" and "sistema" overlap']);
  });

  it('names a picture too high or too wide to be read in a small window', () => {
    expect(layoutProblems('<svg viewBox="0 0 444 939"></svg>')).toEqual(['444 × 939 is shrunk to 60 % at 1280 × 800: lay it out wider or lower']);
  });

  it('names an arrow through a third element', () => {
    const link = '<g class="link" data-from="a" data-to="c"><path d="M90,30 C150,30 250,30 300,30"/></g>';
    expect(layoutProblems(picture(entity('a', 10) + entity('b', 150) + entity('c', 300) + link))).toEqual(['the arrow a → c passes through b']);
  });
});
