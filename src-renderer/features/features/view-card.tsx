/** A view as a path from its source to what is online: source → view → features, with the age of the data and what is missing. */
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FeatureStore } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatPercent, formatRelative } from '../../lib/format.ts';
import classes from './features.module.css';
import { spanText } from './span-text.ts';

interface Props {
  view: FeatureStore['definition']['views'][number];
  stats: FeatureStore['online'][number] | null;
  segments: FeatureStore['segments'];
}

export function ViewCard({ view, stats, segments }: Props) {
  const { t } = useTranslation('features');
  const { locale } = useLocale();
  const number = (value: number | null) => (value === null ? '—' : value.toLocaleString(locale, { maximumFractionDigits: 2 }));
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
  const moment = (at: number) => new Date(at).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' });
  return (
    <article className={classes.card}>
      <div className={classes.path}>
        <span className={classes.node}>
          <b>{view.source}</b>
          <small>{rows > 0 ? t('rows', { rows: rows.toLocaleString(locale) }) : t('noData')}</small>
        </span>
        <ArrowRight size={16} aria-hidden />
        <span className={classes.node}>
          <b>{view.name}</b>
          <small>
            {view.key} · TTL {spanText(view.ttlMs)}
          </small>
        </span>
        <ArrowRight size={16} aria-hidden />
        <span className={classes.node} data-off={stats === null || undefined}>
          <b>{stats ? t('keys', { count: stats.keys, keys: stats.keys.toLocaleString(locale) }) : t('offline')}</b>
          <small>{stats?.watermark ? t('until', { when: moment(stats.watermark) }) : t('notMaterialized')}</small>
        </span>
      </div>
      <p className={classes.quiet}>
        {view.owner && <span className={classes.badge}>{view.owner}</span>} {view.description}
      </p>
      {stats && (
        <p className={classes.quiet}>
          {t('fresh', { when: formatRelative(stats.materializedAt, locale) })}
          {' · '}
          {t('late', { share: formatPercent(stats.history === 0 ? 0 : stats.late / stats.history, locale) })}
          {stats.pushed > 0 && ` · ${t('pushed', { count: stats.pushed })}`}
        </p>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('feature')}</th>
            <th>{t('computed')}</th>
            <th data-number>{t('missing')}</th>
            <th data-number>{t('mean')}</th>
            <th data-number>{t('range')}</th>
          </tr>
        </thead>
        <tbody>
          {view.features.map((feature) => {
            const about = stats?.features.find(({ name }) => name === feature.name);
            const where = Object.values(feature.where).join(', ');
            return (
              <tr key={feature.name}>
                <td>
                  <code>{feature.name}</code>
                </td>
                <td>
                  {t(`aggregate.${feature.aggregate ?? 'last'}`, { of: feature.of ?? t('events') })}
                  {feature.windowMs !== null && ` · ${spanText(feature.windowMs)}`}
                  {feature.transform && ` · ${feature.transform}`}
                  {where && ` · ${where}`}
                </td>
                <td data-number>{about ? formatPercent(about.missing, locale) : '—'}</td>
                <td data-number>{number(feature.of === null ? null : (about?.mean ?? null))}</td>
                <td data-number>{about && about.min !== null && feature.of !== null ? `${number(about.min)} – ${number(about.max)}` : '—'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </article>
  );
}
