/** Which tabs a run has: those that have something to show, and what is always asked. Pure. */
import { isSystem } from './charts/sections.ts';
import type { RunDetail } from './run-view.tsx';

export type TabId = 'resumo' | 'graficos' | 'sistema' | 'artefatos' | 'dados' | 'logs' | 'aninhadas' | 'reproduzir';

export interface Tab {
  id: TabId;
  count: number | null;
}

type Read = Pick<RunDetail, 'metrics' | 'datasets' | 'children' | 'pipelineRunId'>;

export function tabsOf({ metrics, datasets, children, pipelineRunId }: Read): Tab[] {
  const keys = Object.keys(metrics);
  const tab = (id: TabId, wanted = true, count: number | null = null): Tab[] => (wanted ? [{ id, count }] : []);
  return [
    ...tab('resumo'),
    ...tab('graficos'),
    ...tab('sistema', keys.some(isSystem)),
    ...tab('artefatos'),
    ...tab('dados', datasets.length > 0, datasets.length),
    ...tab('aninhadas', children.length > 0, children.length),
    ...tab('logs', pipelineRunId !== null),
    ...tab('reproduzir'),
  ];
}
