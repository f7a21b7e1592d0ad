/** One metric as a chart, drawn once it is near what is seen. Smoothed, the line as it was stays behind it, paler. */
import { useIntersection } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MetricPoint } from '#contract';
import { LineChart } from '../../../components/chart/line-chart.tsx';
import type { Series } from '../../../components/chart/series.ts';
import classes from './charts.module.css';
import { type Axis, curveOf, smoothed } from './curve.ts';

interface Props {
  title: string;
  points: readonly MetricPoint[];
  axis: Axis;
  weight: number;
  start: number;
  sync: string;
}

const height = 200;

export function MetricChart({ title, points, axis, weight, start, sync }: Props) {
  const { t } = useTranslation('run');
  const near = useRef(false);
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  // Once drawn it stays: to draw it again would cost more than to keep it.
  near.current ||= entry?.isIntersecting ?? false;
  const series = useMemo((): Series[] => {
    const curve = curveOf(points, axis, start);
    if (weight === 0) return [{ label: title, points: curve }];
    return [
      { label: t('curves.raw'), points: curve, colour: '--b-series-8' },
      { label: title, points: smoothed(curve, weight), colour: '--b-series-1' },
    ];
  }, [points, axis, weight, start, title, t]);
  return (
    <div ref={ref} className={classes.chart} style={{ minHeight: height + 40 }}>
      {near.current && <LineChart title={title} series={series} height={height} time={axis === 'time'} xLabel={t(`curves.of.${axis}`)} sync={sync} />}
    </div>
  );
}
