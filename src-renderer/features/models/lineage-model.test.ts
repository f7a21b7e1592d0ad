import { expect, it } from 'vitest';
import type { VersionLineage } from '#contract';
import { lineageGraph } from './lineage-model.ts';

const version = { name: 'atrasos', version: '2' };
const nothing: VersionLineage = {
  pipelineRunId: null,
  run: null,
  datasets: [],
  copiedFrom: null,
  copies: [],
  members: [],
  graphs: [],
  endpoints: [],
};

it('draws data, run, version and endpoints in this order', () => {
  const graph = lineageGraph(version, {
    ...nothing,
    run: { runId: 'abcdef012345', name: 'treino', experimentId: '1' },
    datasets: [{ name: 'voos', digest: '0123456789abcdef', source: '', context: 'training' }],
    endpoints: ['atrasos', 'sombra'],
  });
  expect(graph.nodes.map(({ id, column, row }) => [id, column, row])).toEqual([
    ['data0', 0, 0],
    ['run', 1, 0],
    ['self', 2, 0],
    ['endpoint0', 3, 0],
    ['endpoint1', 3, 1],
  ]);
  expect(graph.edges).toEqual([
    { from: 'data0', to: 'run' },
    { from: 'run', to: 'self' },
    { from: 'self', to: 'endpoint0' },
    { from: 'self', to: 'endpoint1' },
  ]);
  expect([graph.columns, graph.rows]).toEqual([4, 2]);
});

it('draws a version that nobody knows anything of by itself', () => {
  expect(lineageGraph(version, nothing)).toMatchObject({ edges: [], columns: 1, rows: 1 });
});

it('joins data with the version where the run is not known, and copies with what they were copied from', () => {
  const data = { name: 'voos', digest: 'd', source: '', context: '' };
  expect(lineageGraph(version, { ...nothing, datasets: [data] }).edges).toEqual([{ from: 'data0', to: 'self' }]);
  const copied = lineageGraph(version, { ...nothing, copiedFrom: { name: 'a', version: '1' }, copies: [{ name: 'b', version: '1' }] });
  expect(copied.edges).toEqual([
    { from: 'origin', to: 'self' },
    { from: 'self', to: 'copy0' },
  ]);
});
