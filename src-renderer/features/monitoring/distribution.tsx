/** Two distributions over the same bins: the reference as an outline, the current one filled. */
import { useTranslation } from 'react-i18next';
import type { FeatureDrift } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatPercent } from '../../lib/format.ts';
import classes from './drift.module.css';
import legend from './legend.module.css';

interface Props {
  feature: string;
  bins: FeatureDrift['bins'];
  width: number;
  height: number;
  /** With the names of the bins below. */
  labelled?: boolean;
}

export function Distribution({ feature, bins, width, height, labelled = false }: Props) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const room = labelled ? 22 : 0;
  const most = Math.max(0.0001, ...bins.flatMap(({ reference, current }) => [reference, current]));
  const step = width / Math.max(1, bins.length);
  const y = (share: number) => ((height - room - 2) * share) / most;
  const everyNth = Math.ceil(bins.length / Math.max(1, Math.floor(width / 84)));
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('drift.distribution', { feature })}
      className={classes.distribution}
    >
      {bins.map((bin, index) => {
        const x = index * step;
        const base = height - room;
        return (
          <g key={bin.label}>
            <title>
              {t('drift.bin', { label: bin.label, reference: formatPercent(bin.reference, locale), current: formatPercent(bin.current, locale) })}
            </title>
            <rect x={x} y={0} width={step} height={base} fill="transparent" />
            <rect x={x + step * 0.12} width={step * 0.76} y={base - y(bin.current)} height={y(bin.current)} className={classes.current} />
            <rect x={x + 1} width={Math.max(1, step - 2)} y={base - y(bin.reference)} height={y(bin.reference)} className={classes.reference} />
            {labelled && index % everyNth === 0 && (
              <text
                x={index === 0 && everyNth > 1 ? 0 : x + step / 2}
                y={height - 6}
                className={classes.binName}
                // What is written under the first bin may be wider than it.
                style={index === 0 && everyNth > 1 ? { textAnchor: 'start' } : { textAnchor: 'middle' }}
              >
                {short(bin.label, Math.floor((step * everyNth) / 7))}
              </text>
            )}
          </g>
        );
      })}
      <line x1={0} x2={width} y1={height - room} y2={height - room} className={classes.axis} />
    </svg>
  );
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
}

export function DistributionLegend() {
  const { t } = useTranslation('monitoring');
  return (
    <span className={legend.legend}>
      <i data-kind="reference" /> {t('drift.reference')}
      <i data-kind="current" /> {t('drift.current')}
    </span>
  );
}
