/** The drawing itself, by uPlot; built again when its size, theme or scale changes, fed when only the data does. */
import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useLocale } from '../../app/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './chart.module.css';
import type { LineChartProps } from './line-chart.tsx';
import { plotOptions } from './plot-options.ts';
import { aligned } from './series.ts';

type Props = Required<Pick<LineChartProps, 'series' | 'height' | 'time' | 'xLabel'>> &
  Pick<LineChartProps, 'sync' | 'format' | 'limits'> & { log: boolean };

export default function Plot({ series, height, time, xLabel, log, sync, format, limits = [] }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();
  const both = useMergedRef(host, ref);
  const { locale } = useLocale();
  const scheme = useComputedColorScheme();
  const plot = useRef<uPlot>(null);
  const data = aligned(series);
  const latest = useRef(data);
  latest.current = data;
  const shape = `${series.map((line) => line.label + line.colour).join()}|${width}|${height}|${log}|${scheme}|${locale}|${limits.map((limit) => limit.value).join()}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` says all that needs another plot.
  useEffect(() => {
    const place = host.current;
    if (!place || width === 0) return;
    const say = format ?? ((value: number) => formatNumber(value, locale));
    const made = new uPlot(
      plotOptions({ series, width, height, time, xLabel, log, limits, say, locale, ...(sync ? { sync } : {}) }, place),
      latest.current,
      place,
    );
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [shape]);

  useEffect(() => plot.current?.setData(data));

  return <div ref={both} className={classes.plot} style={{ height }} />;
}
