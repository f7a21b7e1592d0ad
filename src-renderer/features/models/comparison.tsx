/** Two versions side by side: what they are and every metric of either, with the difference. */
import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatBytes, formatInstant, formatNumber } from '../../lib/format.ts';
import { comparedMetrics } from './compared.ts';
import classes from './models.module.css';

interface Props {
  left: ModelVersion;
  right: ModelVersion;
  onClose(): void;
}

export function Comparison({ left, right, onClose }: Props) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const say = (value: number | null) => (value === null ? '—' : formatNumber(value, locale));
  const difference = (value: number | null) => (value === null ? '—' : `${value > 0 ? '+' : ''}${formatNumber(value, locale)}`);
  const about: [string, (version: ModelVersion) => ReactNode][] = [
    [t('algorithm'), ({ algorithm }) => algorithm],
    [t('alias.title'), ({ aliases }) => aliases.map((alias) => `@${alias}`).join(' ') || '—'],
    [t('registered'), ({ createdAt }) => formatInstant(createdAt, locale)],
    [t('size'), ({ bytes }) => formatBytes(bytes, locale)],
  ];
  return (
    <article className={classes.detail} aria-labelledby="comparison">
      <header className={classes.detailHead}>
        <h2 id="comparison">{t('compare.title', { left: left.version, right: right.version })}</h2>
        <Button variant="default" leftSection={<X size={14} />} onClick={onClose}>
          {t('compare.close')}
        </Button>
      </header>
      <table className={classes.table} data-numbers>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <i className={classes.key} />v{left.version}
            </th>
            <th scope="col">
              <i className={classes.key} data-side="right" />v{right.version}
            </th>
            <th scope="col">{t('compare.difference')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {about.map(([label, read]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{read(left)}</td>
              <td>{read(right)}</td>
              <td />
              <td />
            </tr>
          ))}
          {comparedMetrics(left.metrics, right.metrics).map((metric) => (
            <tr key={metric.key}>
              <th scope="row" className="mono">
                {metric.key}
              </th>
              <td>{say(metric.left)}</td>
              <td>{say(metric.right)}</td>
              <td>{difference(metric.difference)}</td>
              <td className={classes.pair} aria-hidden="true">
                <i style={{ width: `${metric.leftShare * 100}%` }} />
                <i style={{ width: `${metric.rightShare * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>{t('compare.note')}</p>
    </article>
  );
}
