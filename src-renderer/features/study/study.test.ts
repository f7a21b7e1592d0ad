import { expect, it } from 'vitest';
import { firstUses } from './first-uses.ts';
import { parseBox } from './live-box-model.ts';
import { drawingOrder } from './use-gradually.ts';

it('explains a term beside the text only where it comes first', () => {
  const uses = firstUses([
    { id: 'a', markdown: '[drift](glossario:drift) e [f1](glossario:f1-macro) e [drift](glossario:drift)' },
    { id: 'b', markdown: '[F1](glossario:f1-macro), [psi](glossario:psi)' },
  ]);
  expect([...uses]).toEqual([
    ['a', ['drift', 'f1-macro']],
    ['b', ['psi']],
  ]);
});

it('reads the three kinds of live box', () => {
  expect(parseBox('tipo: metrica\npipeline: 01-monolitica\nmetrica: f1_macro\ntexto: "F1: o seu"')).toEqual({
    tipo: 'metrica',
    pipeline: '01-monolitica',
    metrica: 'f1_macro',
    texto: 'F1: o seu',
  });
  expect(parseBox('tipo: rodar\npipeline: p\ntexto: t')?.tipo).toBe('rodar');
  expect(parseBox('tipo: comando\ncomando: ls\ntexto: t')?.tipo).toBe('comando');
});

it('refuses a box that lacks what it needs', () => {
  expect(parseBox('tipo: metrica\ntexto: t')).toBeNull();
  expect(parseBox('tipo: outra\ntexto: t')).toBeNull();
  expect(parseBox(': :')).toBeNull();
});

it('draws the section that the address names before all others, and each once', () => {
  expect(drawingOrder(5, 0)).toEqual([0, 1, 2, 3, 4]);
  expect(drawingOrder(5, 3)).toEqual([3, 4, 0, 1, 2]);
  expect(drawingOrder(5, 4)).toEqual([4, 0, 1, 2, 3]);
  expect(drawingOrder(0, 0)).toEqual([]);
});
