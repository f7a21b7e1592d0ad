import { expect, test } from 'vitest';
import {
  addMember,
  addNode,
  changeNode,
  connect,
  extraOf,
  graphOfDraft,
  itemsOf,
  moved,
  printGraph,
  readGraph,
  removeName,
  withExtra,
} from './graph-edits.ts';

const text = `members: { sul: precos-sul:1, geral: precos:2, caro: precos@champion }
output: cascata
nodes:
  cascata: { kind: cascade, steps: [{ ask: voto, accept: { spread: 0.1 } }, { ask: zonas }, { ask: caro }], fallback: geral }
  voto: { kind: vote, of: [sul, geral], weights: { sul: 2 } }
  zonas: { kind: segment, by: bairro, routes: { Sul: sul }, otherwise: geral }
`.replace('{ ask: zonas }', '{ ask: zonas, accept: { spread: 0.3 } }');
const draft = () => readGraph(text)!;

test('a graph is read and printed as it is', () => {
  expect(readGraph(printGraph(draft()))).toEqual(draft());
  for (const node of Object.values(draft().nodes)) expect(changeNode({ ...draft(), nodes: { a: node } }, 'a', itemsOf(node)).nodes.a).toEqual(node);
  expect(readGraph('nodes: [')).toBeNull();
  expect(readGraph('nodes: { a: { kind: quorum } }')).toBeNull();
});

test('steps of a cascade keep their conditions when they change places; the last one has none', () => {
  const items = moved(itemsOf(draft().nodes.cascata!), 2, 0);
  expect(changeNode(draft(), 'cascata', items).nodes.cascata).toEqual({
    kind: 'cascade',
    steps: [{ ask: 'caro', accept: { probability: 0.8 } }, { ask: 'voto', accept: { spread: 0.1 } }, { ask: 'zonas' }],
    fallback: 'geral',
  });
  expect(moved([1, 2, 3], 0, 3)).toEqual([1, 2, 3]);
});

test('whom a node asks is connected, once; a segment may ask somebody for several values', () => {
  expect(connect(draft(), 'voto', 'caro').nodes.voto).toMatchObject({ of: ['sul', 'geral', 'caro'], weights: { sul: 2 } });
  expect(connect(draft(), 'voto', 'sul')).toEqual(draft());
  expect(connect(draft(), 'sul', 'voto')).toEqual(draft());
  expect(connect(connect(draft(), 'zonas', 'sul'), 'zonas', 'sul').nodes.zonas).toMatchObject({ routes: { Sul: 'sul', sul: 'sul', 'sul+': 'sul' } });
});

test('nodes and members come and go, with whatever asked them', () => {
  const more = connect(addNode(draft(), 'disputa', 'bandit'), 'disputa', 'sul');
  expect(graphOfDraft(more).nodes.disputa).toEqual({ kind: 'bandit', arms: ['sul'] });
  expect(addNode(draft(), 'sul', 'vote')).toEqual(draft());
  expect(addMember(addMember(draft(), 'preço novo'), 'preço novo').members).toMatchObject({
    'pre-o-novo': 'preço novo',
    'pre-o-novo-2': 'preço novo',
  });
  const without = removeName(draft(), 'geral');
  expect([extraOf(without.nodes.cascata!, 'fallback'), extraOf(without.nodes.zonas!, 'otherwise')]).toEqual(['', '']);
  expect(withExtra(draft().nodes.voto!, 'fallback', 'caro')).toMatchObject({ of: ['sul', 'geral'], fallback: 'caro' });
  const less = removeName(draft(), 'sul');
  expect([less.members.sul, itemsOf(less.nodes.voto!), itemsOf(less.nodes.zonas!)]).toEqual([undefined, [{ ask: 'geral' }], []]);
});
