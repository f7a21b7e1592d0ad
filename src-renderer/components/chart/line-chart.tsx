/**
 * Lines over steps or time: thin, labelled at their end, one crosshair for charts of the same `sync`, log scale, a table behind `T`,
 * CSV and image to take away. `<LineChart series={[{ label: 'perda', points: [[0, 1], [1, 0.5]] }]} xLabel="época" />`
 */
import { Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazily } from '../../lib/lazily.ts';
import { isTyping } from '../../lib/use-shortcut.ts';
import { BoxSkeleton } from '../loading.tsx';
import classes from './chart.module.css';
import { ChartTable } from './chart-table.tsx';
import { ChartTools } from './chart-tools.tsx';
import { type Series, toCsv } from './series.ts';

const Plot = lazily(() => import('./plot.tsx'));

export interface LineChartProps {
  title?: string;
  series: readonly Series[];
  height?: number;
  xLabel?: string;
  /** x is milliseconds since 1970. */
  time?: boolean;
  /** Charts with the same name share the crosshair. */
  sync?: string;
  format?: (value: number) => string;
  /** Straight lines across, such as a threshold. */
  limits?: readonly { value: number; label: string }[];
}

export function LineChart({ height = 220, time = false, ...props }: LineChartProps) {
  const { t } = useTranslation('common');
  const [asTable, setAsTable] = useState(false);
  const [log, setLog] = useState(false);
  const frame = useRef<HTMLElement>(null);
  const { series, title, xLabel = t('chart.x'), format } = props;
  const name = title ?? series.map((line) => line.label).join(', ');
  const empty = series.every((line) => line.points.length === 0);
  const toggle = () => setAsTable((before) => !before);

  return (
    <figure
      ref={frame}
      className={classes.figure}
      aria-label={t('chart.label', { names: name })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the figure takes the key T and is announced as a whole.
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() === 't' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) toggle();
      }}
    >
      <figcaption>
        <span>{title}</span>
        <ChartTools
          name={name}
          asTable={asTable}
          onTable={toggle}
          log={log}
          onLog={() => setLog((before) => !before)}
          csv={() => toCsv(series, xLabel)}
          canvas={() => frame.current?.querySelector('canvas') ?? null}
          disabled={empty}
        />
      </figcaption>
      {empty && (
        <p className={classes.empty} style={{ height }}>
          {t('chart.empty')}
        </p>
      )}
      {!empty && asTable && <ChartTable series={series} xLabel={xLabel} time={time} height={height} {...(format ? { format } : {})} />}
      {!empty && !asTable && (
        <Suspense fallback={<BoxSkeleton height={height} />}>
          <Plot {...props} xLabel={xLabel} height={height} time={time} log={log} />
        </Suspense>
      )}
    </figure>
  );
}
