/** How memory does: true retention, what comes in the next thirty days, the answers of the year. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CardStats } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { Facts, Section } from '../../../components/page.tsx';
import { formatNumber, formatPercent } from '../../../lib/format.ts';
import classes from '../review.module.css';
import { Forecast } from './forecast.tsx';
import { YearMap } from './year-map.tsx';

export function Stats() {
  const { t } = useTranslation('review');
  const { locale } = useLocale();
  const stats = useQuery(queries.cards.stats());
  if (stats.error) return <ErrorState error={stats.error} onRetry={() => void stats.refetch()} />;
  if (!stats.data) return <BoxSkeleton height={400} />;
  const { cards, retention, forecast } = stats.data;
  return (
    <>
      <Facts
        items={(['learning', 'young', 'mature', 'leeches'] as const).map((group) => [t(`stats.${group}`), formatNumber(cards[group], locale)])}
      />
      <Section title={t('stats.retention')} id="retention">
        <p className={classes.quiet}>{t('stats.retentionAbout')}</p>
        <Retention retention={retention} />
      </Section>
      <Section title={t('stats.forecast')} id="forecast">
        <Forecast days={forecast} />
      </Section>
      <Section title={t('stats.year')} id="year">
        <YearMap days={stats.data.days} today={stats.data.today} />
      </Section>
    </>
  );
}

function Retention({ retention }: Pick<CardStats, 'retention'>) {
  const { t } = useTranslation('review');
  const { locale } = useLocale();
  const unknown = retention.at(-1)?.unknown ?? 0;
  return (
    <>
      <table className={classes.retention}>
        <thead>
          <tr>
            <th scope="col">{t('stats.cards')}</th>
            {retention.map(({ overDays }) => (
              <th key={overDays} scope="col">
                {t('stats.overDays', { count: overDays })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['young', 'mature'] as const).map((group) => (
            <tr key={group}>
              <th scope="row">{t(`stats.${group}`)}</th>
              {retention.map(({ overDays, [group]: { answers, recalled } }) => (
                <td key={overDays} className="tabular">
                  {answers === 0 ? '—' : `${formatPercent(recalled / answers, locale)} `}
                  {answers > 0 && <span className={classes.quiet}>{t('stats.ofAnswers', { count: answers })}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {unknown > 0 && <p className={classes.quiet}>{t('stats.unknown', { count: unknown })}</p>}
    </>
  );
}
