import { expect, it } from 'vitest';
import { graphLayout } from './graph-layout.ts';

it('draws what a node asks in the ordinary way before what it falls back to, once for each box', () => {
  const { boxes, lines } = graphLayout({
    output: 'pilha',
    nodes: {
      pilha: { kind: 'stack', of: ['bairros', 'geral'], with: 'juiz', fallback: 'bairros' },
      bairros: { kind: 'segment', by: 'bairro', routes: { Centro: 'centro' }, otherwise: 'geral', fallback: 'geral' },
    },
  });
  expect(lines).toEqual([
    { from: 'pilha', to: 'bairros', kind: 'route', text: '' },
    { from: 'pilha', to: 'geral', kind: 'route', text: '' },
    { from: 'pilha', to: 'juiz', kind: 'weighs', text: '' },
    { from: 'bairros', to: 'centro', kind: 'route', text: 'Centro' },
    { from: 'bairros', to: 'geral', kind: 'route', text: '…' },
  ]);
  const at = new Map(boxes.map(({ id, x }) => [id, x]));
  expect(at.get('pilha')!).toBeLessThan(at.get('bairros')!);
  expect(at.get('bairros')!).toBeLessThan(at.get('centro')!);
});
