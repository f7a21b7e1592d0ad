import { expect, it } from 'vitest';
import { tabsOf } from './tabs.ts';

const bare = { metrics: {}, datasets: [], children: [], pipelineRunId: null };

it('shows no tab that has nothing to show', () => {
  expect(tabsOf(bare).map(({ id }) => id)).toEqual(['resumo', 'graficos', 'artefatos', 'reproduzir']);
});

it('shows what the machine measured of itself and the logs where there are any', () => {
  const tabs = tabsOf({ ...bare, metrics: { 'system/cpu': 1 }, pipelineRunId: 'r1' });
  expect(tabs.map(({ id }) => id)).toEqual(['resumo', 'graficos', 'sistema', 'artefatos', 'logs', 'reproduzir']);
});
