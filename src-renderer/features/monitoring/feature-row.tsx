/** One feature: verdict, distributions, tests; “Por quê?” unfolds the computation. */
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureDrift } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { Distribution } from './distribution.tsx';
import classes from './drift.module.css';
import { formatP, localBins, testOf } from './drift-model.ts';
import { Why } from './why.tsx';

export function FeatureRow({ drift }: { drift: FeatureDrift }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const [open, setOpen] = useState(false);
  const { ref, width } = useElementSize();
  const id = useId();
  const name = drift.kind === 'prediction' ? t('drift.prediction') : drift.feature;
  const main = drift.tests.find(({ pValue }) => pValue !== null);
  const bins = localBins(drift, locale);
  const distances = (['psi', 'js', 'wasserstein'] as const).flatMap((name) => testOf(drift, name) ?? []);
  return (
    <li data-severity={drift.severity}>
      <div className={classes.featureHead}>
        <div>
          <b className={classes.featureName}>{name}</b>
          <span className={classes.quiet}>{t(`drift.kind.${drift.kind}`)}</span>
        </div>
        <StatusBadge status={drift.severity} label={t(`drift.severity.${drift.severity}`)} />
        <Distribution feature={name} bins={bins} width={220} height={44} />
        <dl className={classes.tests}>
          {main && (
            <div>
              <dt>{t(`test.${main.test}`)}</dt>
              <dd>
                {formatNumber(main.statistic, locale)}
                {main.pValue !== null && (
                  <span>
                    {' '}
                    · p{'\u00a0'}
                    {formatP(main.pValue, locale)}
                  </span>
                )}
              </dd>
            </div>
          )}
          {distances.map(({ test, statistic }) => (
            <div key={test}>
              <dt>{t(`test.${test}`)}</dt>
              <dd>{formatNumber(statistic, locale)}</dd>
            </div>
          ))}
          <div>
            <dt>{t('drift.missing')}</dt>
            <dd>
              {formatPercent(drift.missing.reference, locale)} → {formatPercent(drift.missing.current, locale)}
            </dd>
          </div>
        </dl>
        <Button
          variant="default"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('drift.whyOf', { feature: name })}
          rightSection={open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          onClick={() => setOpen(!open)}
        >
          {t('drift.why')}
        </Button>
      </div>
      {open && (
        <div id={id} className={classes.unfolded}>
          <div ref={ref}>{width > 0 && <Distribution feature={name} bins={bins} width={Math.min(width, 1080)} height={180} labelled />}</div>
          <Why drift={{ ...drift, bins }} />
        </div>
      )}
    </li>
  );
}
