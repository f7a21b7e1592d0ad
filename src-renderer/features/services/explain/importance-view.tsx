/** Which columns the model leans on: how much worse it answers when one is shuffled, and what training counted. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChartBarDecreasing } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { Bars } from '../../../components/charts/bars.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { formatNumber } from '../../../lib/format.ts';
import classes from './explain.module.css';
import { type Importance, readImportance } from './read-explain.ts';
import { Refusal } from './refusal.tsx';
import { barsHeight } from './sizes.ts';

export function ImportanceView({ endpoint: { name, revision, status } }: { endpoint: Endpoint }) {
  const { t } = useTranslation('explain');
  const [wanted, want] = useState(false);
  const answer = useQuery({
    queryKey: ['explain', name, revision],
    queryFn: () => api.serving.call({ name, method: 'GET', path: '/explain' }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const found = answer.data ? readImportance(answer.data.body) : null;
  return (
    <section className={classes.box} aria-label={t('importance.title')}>
      <header>
        <h3>{t('importance.title')}</h3>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<ChartBarDecreasing size={13} />}
          loading={answer.isFetching}
          disabled={status !== 'ready' || found !== null}
          onClick={() => (wanted ? void answer.refetch() : want(true))}
        >
          {t('importance.ask')}
        </Button>
      </header>
      {!answer.data && !answer.error && <p className={classes.quiet}>{t('importance.hint')}</p>}
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && !found && <Refusal answer={answer.data} />}
      {found && <Columns importance={found} />}
    </section>
  );
}

function Columns({ importance: { training, permutation } }: { importance: Importance }) {
  const { t } = useTranslation('explain');
  const { locale } = useLocale();
  const { metric, baseline, rows, repeats, columns } = permutation;
  const unit = t(`metric.${metric}`);
  return (
    <div role="status">
      <Bars
        title={t('importance.permutation', { unit })}
        columns={[t('column'), unit]}
        height={barsHeight(columns.length)}
        bars={columns.map(({ column, drop, deviation }) => ({
          id: column,
          label: column,
          value: drop,
          spread: deviation,
          colour: 'var(--b-series-1)',
        }))}
      />
      <p className={classes.quiet}>{t(`importance.method.${metric}`, { rows, repeats, baseline: formatNumber(baseline, locale) })}</p>
      {training ? (
        <Bars
          title={t('importance.training')}
          columns={[t('column'), t('share')]}
          height={barsHeight(training.length)}
          bars={training.map(([column, share]) => ({ id: column, label: column, value: share, colour: 'var(--b-series-3)' }))}
        />
      ) : (
        <p className={classes.quiet}>{t('importance.noTraining')}</p>
      )}
    </div>
  );
}
