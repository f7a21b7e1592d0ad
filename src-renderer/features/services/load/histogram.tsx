/** How many answers took how long, on a logarithmic axis: what is rare and slow is as wide as what is usual. One test, or two over each other. */
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { ChartFrame } from '../../../components/charts/chart-frame.tsx';
import { scaleOf } from '../../../components/charts/scale.ts';
import { formatNumber } from '../../../lib/format.ts';
import classes from './load.module.css';
import { formatMs } from './quantiles.ts';

export interface HistogramPart {
  label: string;
  colour: string;
  pairs: readonly (readonly [ms: number, count: number])[];
  marks: readonly { name: string; ms: number }[];
}

const height = 190;
const [left, right, top, bottom] = [44, 12, 20, 24];
/** Buckets grow by this much. */
const growth = 2 ** (1 / 16);

export function Histogram({ title, parts }: { title: string; parts: readonly HistogramPart[] }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const { ref, width } = useElementSize();
  const edges = parts.flatMap(({ pairs }) => pairs.map(([ms]) => ms));
  const totals = parts.map(({ pairs }) => pairs.reduce((sum, [, count]) => sum + count, 0));
  const shares = parts.map(({ pairs }, part) => pairs.map(([ms, count]) => [ms, count / Math.max(1, totals[part]!)] as const));
  const highest = Math.max(1e-9, ...shares.flat().map(([, share]) => share));
  const [least, most] = edges.length > 0 ? [Math.min(...edges) / growth, Math.max(...edges)] : [0.1, 10];
  const x = scaleOf([least, Math.max(most, least * 2)], [left, Math.max(left + 60, width - right)], true, Math.floor(width / 80));
  const y = (share: number) => height - bottom - (share / highest) * (height - top - bottom);
  return (
    <ChartFrame
      title={title}
      height={height}
      table={() => ({
        columns: [t('histogram.upTo'), ...parts.map(({ label }) => label)],
        rows: [...new Set(edges)].sort((a, b) => a - b).map((ms) => [ms, ...parts.map(({ pairs }) => pairs.find(([edge]) => edge === ms)?.[1] ?? 0)]),
      })}
    >
      <div ref={ref} className={classes.histogram} style={{ height }}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={title}>
            {x.ticks.map((tick) => (
              <g key={tick}>
                <line className={classes.tick} x1={x.at(tick)} x2={x.at(tick)} y1={top} y2={height - bottom} />
                <text x={x.at(tick)} y={height - 8} textAnchor="middle">
                  {formatNumber(tick, locale)}
                </text>
              </g>
            ))}
            <text x={left - 8} y={y(highest)} textAnchor="end" dominantBaseline="hanging">
              {highest.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 })}
            </text>
            <text x={left - 8} y={height - 8} textAnchor="end">
              ms
            </text>
            {parts.map(({ label, colour, marks }, part) => (
              <g key={label}>
                {shares[part]!.map(([ms, share]) => (
                  <rect
                    key={ms}
                    x={x.at(ms / growth)}
                    width={Math.max(1, x.at(ms) - x.at(ms / growth) - 0.5)}
                    y={Math.min(y(share), height - bottom - 1)}
                    height={Math.max(1, height - bottom - y(share))}
                    fill={colour}
                    fillOpacity={parts.length > 1 ? 0.55 : 1}
                  >
                    <title>{`≤ ${formatMs(ms, locale)}: ${formatNumber(share * totals[part]!, locale)}`}</title>
                  </rect>
                ))}
                {marks.map(({ name, ms }) => (
                  <g key={name}>
                    <line className={classes.mark} x1={x.at(ms)} x2={x.at(ms)} y1={top} y2={height - bottom} />
                    <text className={classes.markName} x={x.at(ms)} y={top - 6} textAnchor="middle">
                      {name}
                    </text>
                  </g>
                ))}
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
