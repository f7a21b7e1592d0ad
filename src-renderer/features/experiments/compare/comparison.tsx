/** Compared runs: side by side as a table, their curves over each other, and how params and metrics go together. */
import { ActionIcon, Select, Tabs, Tooltip, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChartLine, ChartScatter, Maximize2, Minimize2, Scale, Table2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../app/queries.ts';
import { seriesColour } from '../../../components/charts/colours.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { TableSkeleton } from '../../../components/loading.tsx';
import { quoted } from '../filter/clauses.ts';
import classes from './comparison.module.css';
import { ComparisonTable } from './comparison-table.tsx';
import { Curves } from './curves/curves.tsx';
import { type Grouping, groupsOf, hasRepeats, repeats } from './grouping.ts';
import { mostCompared } from './limits.ts';
import { Relations } from './relations/relations.tsx';
import { VerdictTable } from './verdict-table.tsx';

interface Props {
  runIds: readonly string[];
  wide: boolean;
  onWide(wide: boolean): void;
  onDrop(runId: string): void;
  onClose(): void;
}

export default function Comparison({ runIds, wide, onWide, onDrop, onClose }: Props) {
  const { t } = useTranslation('experiments');
  const scheme = useComputedColorScheme();
  const asked = runIds.slice(0, mostCompared);
  const found = useQuery({
    ...queries.tracking.search({
      experimentIds: [],
      filter: `run_id IN (${asked.map(quoted).join(', ')})`,
      view: 'all',
      limit: mostCompared,
      offset: 0,
    }),
    placeholderData: (before) => before,
  });
  const [by, setBy] = useState<Grouping>(null);
  const [tab, setTab] = useState<string | null>('table');
  const order = asked.join();
  const runs = useMemo(() => {
    const places = new Map(order.split(',').map((id, place) => [id, place]));
    return (found.data?.runs ?? []).filter(({ runId }) => places.has(runId)).sort((a, b) => (places.get(a.runId) ?? 0) - (places.get(b.runId) ?? 0));
  }, [found.data, order]);
  const groups = useMemo(() => groupsOf(runs, by), [runs, by]);
  const [one, other, third] = groups;
  const two = by !== null && one && other && !third ? ([one, other] as const) : null;
  const colours = useMemo(
    () => new Map(groups.flatMap((group, place) => group.runs.map(({ runId }) => [runId, seriesColour(place, scheme)] as const))),
    [groups, scheme],
  );
  const colourOf = (runId: string) => colours.get(runId) ?? 'var(--b-muted)';
  const keysOf = (pick: 'params' | 'tags') =>
    [...new Set(runs.flatMap((run) => Object.keys(run[pick])))].filter((key) => !key.startsWith('mlflow.')).sort();
  const choices = [
    { value: '', label: t('group.off') },
    ...(hasRepeats(runs) ? [{ value: repeats, label: t('compare.repeats') }] : []),
    ...keysOf('params').map((key) => ({ value: `params.${key}`, label: key })),
    ...keysOf('tags').map((key) => ({ value: `tags.${key}`, label: key })),
  ];
  const tool = (label: string, Icon: typeof X, act: () => void) => (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={act}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <section className={classes.comparison} aria-labelledby="comparison">
      <Tabs value={tab === 'verdict' && !two ? 'table' : tab} onChange={setTab} className={classes.tabs}>
        <div className={classes.head}>
          <h2 id="comparison">{t('compare.title', { count: asked.length })}</h2>
          <Tabs.List>
            <Tabs.Tab value="table" leftSection={<Table2 size={14} />}>
              {t('compare.differences')}
            </Tabs.Tab>
            <Tabs.Tab value="curves" leftSection={<ChartLine size={14} />}>
              {t('compare.curves')}
            </Tabs.Tab>
            <Tabs.Tab value="relations" leftSection={<ChartScatter size={14} />}>
              {t('compare.relations')}
            </Tabs.Tab>
            {two && (
              <Tabs.Tab value="verdict" leftSection={<Scale size={14} />}>
                {t('verdict.title')}
              </Tabs.Tab>
            )}
          </Tabs.List>
          <Select
            aria-label={t('compare.groupBy')}
            placeholder={t('compare.groupBy')}
            className={classes.groupBy}
            searchable
            data={choices}
            value={by}
            onChange={(next) => setBy(next || null)}
          />
          {tool(wide ? t('compare.narrow') : t('compare.wide'), wide ? Minimize2 : Maximize2, () => onWide(!wide))}
          {tool(t('compare.close'), X, onClose)}
        </div>
        {found.error ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : runs.length === 0 ? (
          <TableSkeleton rows={6} />
        ) : (
          <>
            <Tabs.Panel value="table" className={classes.panel}>
              <ComparisonTable runs={runs} colourOf={colourOf} onDrop={onDrop} />
            </Tabs.Panel>
            <Tabs.Panel value="curves" className={classes.panel}>
              <Curves runs={runs} groups={groups} colourOf={colourOf} />
            </Tabs.Panel>
            <Tabs.Panel value="relations" className={classes.panel}>
              <Relations runs={runs} colourOf={colourOf} />
            </Tabs.Panel>
            {two && (
              <Tabs.Panel value="verdict" className={classes.panel}>
                <VerdictTable a={two[0]} b={two[1]} />
              </Tabs.Panel>
            )}
          </>
        )}
      </Tabs>
    </section>
  );
}
