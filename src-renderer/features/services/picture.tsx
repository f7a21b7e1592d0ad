/** Client → endpoint, with what flows on the edge right now. */
import { useQuery } from '@tanstack/react-query';
import { Laptop, Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { lookOf } from '../../components/status.ts';
import { StatusShape } from '../../components/status-shape.tsx';
import { formatDuration, formatNumber, formatPercent } from '../../lib/format.ts';
import { lastFlow } from './flow.ts';
import classes from './services.module.css';

const windowMs = 10_000;

export function Picture({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation(['services', 'common']);
  const { locale } = useLocale();
  const { data = [] } = useQuery(queries.monitoring.traffic({ endpoint: endpoint.name, windowMs, windows: 30 }));
  const flow = lastFlow(data, windowMs);
  return (
    <figure className={classes.picture} aria-label={t('picture.label')}>
      <div className={classes.node}>
        <Laptop size={20} strokeWidth={1.5} aria-hidden />
        <b>{t('picture.client')}</b>
        <span>{t('picture.clientHint')}</span>
      </div>
      <div className={classes.edge} data-live={flow !== null && endpoint.status === 'ready' ? true : undefined}>
        {flow ? (
          <dl>
            <div>
              <dt>{t('picture.rate')}</dt>
              <dd>{t('picture.perSecond', { value: formatNumber(flow.perSecond, locale) })}</dd>
            </div>
            <div>
              <dt>p50</dt>
              <dd>{flow.p50 === null ? '—' : formatDuration(flow.p50, locale)}</dd>
            </div>
            <div>
              <dt>p95</dt>
              <dd>{flow.p95 === null ? '—' : formatDuration(flow.p95, locale)}</dd>
            </div>
            <div data-bad={flow.errorShare > 0.05 || undefined}>
              <dt>{t('picture.errors')}</dt>
              <dd>{formatPercent(flow.errorShare, locale)}</dd>
            </div>
          </dl>
        ) : (
          <p>{t('picture.quiet')}</p>
        )}
      </div>
      <div className={classes.node}>
        <Server size={20} strokeWidth={1.5} aria-hidden />
        <b>
          {endpoint.name} <StatusShape look={lookOf(endpoint.status)} />
        </b>
        <span>{t('picture.revision', { revision: endpoint.revision, engine: t(`common:engine.${endpoint.engine}`) })}</span>
        <code className="mono">{endpoint.url ?? '—'}</code>
      </div>
    </figure>
  );
}
