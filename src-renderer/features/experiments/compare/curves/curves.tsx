/** Curves of all metrics of the compared runs, in sections by prefix; found by name, mounted only where they are seen. */
import { SegmentedControl, Slider, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight, Search } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCrosshair } from '../../../../components/charts/crosshair.ts';
import { EmptyState } from '../../../../components/empty-state.tsx';
import type { FoundRun } from '../../found.ts';
import shared from '../comparison.module.css';
import type { RunGroup } from '../grouping.ts';
import classes from './curves.module.css';
import { layoutOf } from './layout.ts';
import { Legend } from './legend.tsx';
import type { Axis } from './lines-of.ts';
import { MetricChart } from './metric-chart.tsx';

interface Props {
  runs: readonly FoundRun[];
  groups: readonly RunGroup[];
  colourOf(runId: string): string;
}

const narrowest = 340;
const chartHeight = 200;
const rowHeights = { head: 40, charts: chartHeight + 72 };

export function Curves({ runs, groups, colourOf }: Props) {
  const { t } = useTranslation('experiments');
  const [search, setSearch] = useState('');
  const [axis, setAxis] = useState<Axis>('step');
  const [log, setLog] = useState(false);
  const [weight, setWeight] = useState(0);
  const [smoothing] = useDebouncedValue(weight, 120);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [lit, setLit] = useState<string | null>(null);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [crosshair] = useState(createCrosshair);
  const { ref: sized, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => [...new Set(runs.flatMap(({ metrics }) => Object.keys(metrics)))], [runs]);
  const columns = Math.max(1, Math.floor(width / narrowest));
  const rows = useMemo(() => layoutOf(keys, search, closed, columns), [keys, search, closed, columns]);
  const shown = useMemo(() => groups.filter(({ id }) => !off.has(id)), [groups, off]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeights[rows[index]?.kind ?? 'charts'],
    getItemKey: (index) => {
      const row = rows[index];
      return row?.kind === 'charts' ? row.keys.join('\n') : `# ${row?.prefix}`;
    },
    overscan: 1,
  });
  const turnOff = useCallback((id: string) => setOff((before) => turn(before, id)), []);
  return (
    <>
      <div className={shared.options}>
        <TextInput
          aria-label={t('curves.search')}
          placeholder={t('curves.search')}
          leftSection={<Search size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('curves.axis')}
          value={axis}
          data={(['step', 'relative', 'wall'] as const).map((value) => ({ value, label: t(`curves.over.${value}`) }))}
          onChange={(value) => setAxis(value as Axis)}
        />
        <div className={classes.smoothing}>
          <span id="smoothing">{t('curves.smoothing')}</span>
          <Slider
            size="sm"
            min={0}
            max={0.99}
            step={0.01}
            value={weight}
            label={(value) => value.toFixed(2)}
            thumbProps={{ 'aria-labelledby': 'smoothing' }}
            onChange={setWeight}
          />
        </div>
        <Switch size="xs" label={t('curves.log')} checked={log} onChange={(event) => setLog(event.currentTarget.checked)} />
        <span className={shared.quiet} role="status">
          {t('curves.count', { count: keys.length })}
        </span>
      </div>
      <Legend groups={groups} off={off} colourOf={colourOf} onLit={setLit} onTurn={turnOff} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div ref={scroller} className={classes.scroller} tabIndex={0} data-testid="curves">
        {rows.length === 0 && <EmptyState title={keys.length === 0 ? t('curves.none') : t('curves.noMatch')} />}
        <div ref={sized} style={{ position: 'relative', height: virtual.getTotalSize() }}>
          {width > 0 &&
            virtual.getVirtualItems().map(({ index, key, start }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <div key={key} className={classes.row} style={{ transform: `translateY(${start}px)` }}>
                  {row.kind === 'head' ? (
                    <button type="button" className={classes.section} aria-expanded={row.open} onClick={() => setClosed(turn(closed, row.prefix))}>
                      <ChevronRight size={14} aria-hidden />
                      {row.prefix || t('curves.noPrefix')} <span className={shared.quiet}>{row.count}</span>
                    </button>
                  ) : (
                    <div className={classes.charts} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
                      {row.keys.map((metric) => (
                        <MetricChart
                          key={metric}
                          metric={metric}
                          groups={shown}
                          axis={axis}
                          log={log}
                          smoothing={smoothing}
                          lit={lit}
                          crosshair={crosshair}
                          height={chartHeight}
                          colourOf={colourOf}
                        />
                      ))}
                    </div>
                  )}
                </div>
              );
            })}
        </div>
      </div>
    </>
  );
}

function turn(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter((each) => each !== id)) : new Set([...set, id]);
}
