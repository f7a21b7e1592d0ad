/** Client → gateway → revisions, with the share of each and what flows to it right now. */
import { Laptop, Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, FleetView } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { lookOf } from '../../../components/status.ts';
import { StatusShape } from '../../../components/status-shape.tsx';
import { formatDuration, formatNumber, formatPercent } from '../../../lib/format.ts';
import { useSourceText } from '../source.ts';
import classes from './rollout.module.css';

export function FleetPicture({ endpoint, fleet }: { endpoint: Endpoint; fleet: FleetView | undefined }) {
  const { t } = useTranslation('rollout');
  const isUp = endpoint.url !== null;
  return (
    <figure className={classes.picture} aria-label={t('picture.label')}>
      <div className={classes.node}>
        <Laptop size={20} strokeWidth={1.5} aria-hidden />
        <b>{t('picture.client')}</b>
        <span>{t('picture.clientHint')}</span>
      </div>
      <i className={classes.wire} data-live={isUp || undefined} />
      <div className={classes.node}>
        <Split size={20} strokeWidth={1.5} aria-hidden />
        <b>
          {t('picture.gateway')} <StatusShape look={lookOf(endpoint.status)} />
        </b>
        <code className="mono">{endpoint.url ?? t('picture.stopped')}</code>
        {fleet && fleet.waiting > 0 && <span>{t('picture.waiting', { count: fleet.waiting })}</span>}
        {fleet && fleet.shed > 0 && <span data-bad>{t('picture.shed', { count: fleet.shed })}</span>}
      </div>
      <ul className={classes.branches}>
        {(fleet?.revisions ?? []).map((one) => (
          <Branch key={one.revision} one={one} isUp={isUp} />
        ))}
      </ul>
    </figure>
  );
}

function Branch({ one, isUp }: { one: FleetView['revisions'][number]; isUp: boolean }) {
  const { t } = useTranslation('rollout');
  const { locale } = useLocale();
  const sourceText = useSourceText();
  const { revision, role, source, weight, shadow, replicas, wanted, perSecond, p95, errorShare } = one;
  const share = shadow ? t('picture.copy') : formatPercent(weight / 100, locale);
  const flows = perSecond !== null && perSecond > 0;
  return (
    <li data-role={role}>
      <div className={classes.share} data-live={(isUp && (weight > 0 || shadow)) || undefined} data-copy={shadow || undefined}>
        <b>{isUp ? share : '—'}</b>
        {flows ? (
          <span>
            {t('picture.perSecond', { value: formatNumber(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond), locale) })}
            {p95 !== null && ` · p95 ${formatDuration(p95, locale)}`}
          </span>
        ) : (
          <span>{t('picture.quiet')}</span>
        )}
        {errorShare !== null && errorShare > 0 && <span data-bad>{t('picture.errors', { share: formatPercent(errorShare, locale) })}</span>}
      </div>
      <div className={classes.node}>
        <b>{t('picture.revision', { revision })}</b>
        <span>
          {t(`role.${role}`)} ·{' '}
          {replicas === wanted ? t('picture.replicas', { count: replicas }) : t('picture.replicasOf', { count: replicas, wanted })}
        </span>
        <span className={classes.source}>{sourceText({ source })}</span>
      </div>
    </li>
  );
}
