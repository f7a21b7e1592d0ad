/** What a tab of a run shows. */
import { useTranslation } from 'react-i18next';
import RunLogs from '../../components/run/run-logs.tsx';
import { Artifacts } from './artifacts/artifacts.tsx';
import { Charts } from './charts/charts.tsx';
import { isSystem } from './charts/sections.ts';
import { Datasets } from './datasets/datasets.tsx';
import { Nested } from './nested.tsx';
import { Overview } from './overview.tsx';
import { Reproduce } from './reproduce/reproduce.tsx';
import classes from './run.module.css';
import type { RunDetail } from './run-view.tsx';
import type { TabId } from './tabs.ts';

export function RunTab({ run, tab }: { run: RunDetail; tab: TabId }) {
  const { t } = useTranslation('run');
  const keys = Object.keys(run.metrics);
  if (tab === 'resumo') return <Overview run={run} />;
  if (tab === 'graficos') return <Charts run={run} keys={keys.filter((key) => !isSystem(key))} empty={t('curves.noneText')} />;
  if (tab === 'sistema') return <Charts run={run} keys={keys.filter(isSystem)} empty={t('curves.noneText')} />;
  if (tab === 'artefatos') return <Artifacts runId={run.runId} models={run.loggedModels} />;
  if (tab === 'dados') return <Datasets datasets={run.datasets} />;
  if (tab === 'aninhadas') return <Nested runs={run.children} />;
  if (tab === 'reproduzir') return <Reproduce run={run} />;
  return (
    <div className={classes.logs}>
      <RunLogs runId={run.pipelineRunId ?? ''} step={run.tags['bancada.step'] ?? null} />
    </div>
  );
}
