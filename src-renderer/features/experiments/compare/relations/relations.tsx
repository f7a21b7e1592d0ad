/** How params and metrics of the compared runs go together: parallel coordinates, scatter, contour, boxes, bars. */
import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { paths } from '../../../../app/paths.ts';
import { Bars } from '../../../../components/charts/bars.tsx';
import { Boxes } from '../../../../components/charts/boxes.tsx';
import type { Dimension } from '../../../../components/charts/dimension.ts';
import { Parallel } from '../../../../components/charts/parallel.tsx';
import { Scatter } from '../../../../components/charts/scatter.tsx';
import { EmptyState } from '../../../../components/empty-state.tsx';
import type { FoundRun } from '../../found.ts';
import shared from '../comparison.module.css';
import { asGroups, dimensionsOf, firstAxes } from './dimensions.ts';
import classes from './relations.module.css';

interface Props {
  runs: readonly FoundRun[];
  colourOf(runId: string): string;
}

const kinds = ['parallel', 'scatter', 'contour', 'box', 'bar'] as const;
type Kind = (typeof kinds)[number];
const height = 380;

export function Relations({ runs, colourOf }: Props) {
  const { t } = useTranslation('experiments');
  const [, go] = useLocation();
  const [kind, setKind] = useState<Kind>('parallel');
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [picked, setPicked] = useState<{ x?: string; y?: string; z?: string | null }>({});
  const dimensions = useMemo(() => dimensionsOf(runs), [runs]);
  const find = (id: string | null | undefined) => dimensions.find((each) => each.id === id);
  const params = dimensions.filter(({ id }) => id.startsWith('params.'));
  const metrics = dimensions.filter(({ id }) => id.startsWith('metrics.'));
  const axes = (chosen ?? firstAxes(dimensions)).flatMap((id) => find(id) ?? []);
  const x = find(picked.x) ?? params[0] ?? metrics[0];
  const y = find(picked.y) ?? (kind === 'contour' ? (params[1] ?? metrics[1] ?? metrics[0]) : (metrics[0] ?? params[1]));
  const z = picked.z === null ? null : (find(picked.z) ?? (kind === 'contour' ? metrics[0] : null) ?? null);
  const things = runs.map(({ runId, name }) => ({ id: runId, label: name, colour: colourOf(runId) }));
  const open = (runId: string) => go(paths.experimentRun(runId));
  const groupOf = (list: readonly Dimension[]) => list.map(({ id, label }) => ({ value: id, label }));
  const data = [
    { group: t('kinds.param'), items: groupOf(params) },
    { group: t('kinds.metric'), items: groupOf(metrics) },
  ];
  const pick = (axis: 'x' | 'y' | 'z', value: string | undefined, optional = false) => (
    <Select
      label={t(`relations.${kind === 'box' && axis === 'x' ? 'groups' : axis}`)}
      className={classes.axis}
      searchable
      data={optional ? [{ group: '', items: [{ value: '', label: t('relations.noColour') }] }, ...data] : data}
      value={value ?? ''}
      onChange={(next) => setPicked({ ...picked, [axis]: next || null })}
    />
  );
  if (!x || !y) return <EmptyState title={t('relations.none')}>{t('relations.noneText')}</EmptyState>;
  return (
    <>
      <div className={shared.options}>
        <SegmentedControl
          aria-label={t('relations.kind')}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`relations.kinds.${value}`) }))}
          onChange={(value) => setKind(value as Kind)}
        />
        {kind === 'parallel' && (
          <MultiSelect
            className={classes.axes}
            size="xs"
            label={t('relations.axes')}
            searchable
            maxValues={12}
            data={data}
            value={axes.map(({ id }) => id)}
            onChange={setChosen}
          />
        )}
        {kind !== 'parallel' && kind !== 'bar' && pick('x', x.id)}
        {kind !== 'parallel' && pick('y', y.id)}
        {(kind === 'scatter' || kind === 'contour') && pick('z', z?.id, kind === 'scatter')}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={classes.scroller} tabIndex={0}>
        {kind === 'parallel' && <Parallel title={t('relations.kinds.parallel')} things={things} dimensions={axes} height={height} onOpen={open} />}
        {(kind === 'scatter' || kind === 'contour') && (
          <Scatter title={`${y.label} × ${x.label}`} things={things} x={x} y={y} z={z} surface={kind === 'contour'} height={height} onOpen={open} />
        )}
        {kind === 'box' && <Boxes title={`${y.label} · ${x.label}`} groups={asGroups(x)} values={y} height={height} />}
        {kind === 'bar' && (
          <Bars
            title={y.label}
            columns={[t('column.run_name'), y.label]}
            bars={things.map((thing, index) => ({ ...thing, value: y.categories ? null : (y.values[index] ?? null) }))}
            height={height}
          />
        )}
        {kind === 'contour' && runs.length < 3 && <p className={shared.quiet}>{t('relations.fewPoints')}</p>}
      </div>
    </>
  );
}
