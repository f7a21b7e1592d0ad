/** The Shapley values of one prediction: what each column added to the mean answer, or took away. */
import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { Bars } from '../../../components/charts/bars.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { formatNumber } from '../../../lib/format.ts';
import classes from './explain.module.css';
import { type ExplainedPrediction, readPrediction } from './read-explain.ts';
import { Refusal } from './refusal.tsx';
import { barsHeight } from './sizes.ts';

interface Props {
  endpoint: Endpoint;
  row: Record<string, unknown>;
  labels: readonly string[];
}

export function PredictionView({ endpoint: { name, status }, row, labels }: Props) {
  const { t } = useTranslation('explain');
  const [wanted, want] = useState<string | null>(null);
  const call = useMutation({
    mutationFn: () => api.serving.call({ name, method: 'POST', path: '/explain', body: { row, ...(wanted !== null && { class: wanted }) } }),
  });
  const found = call.data ? readPrediction(call.data.body) : null;
  const choices = [...new Set([...labels, ...(found ? [found.class] : [])])];
  return (
    <section className={classes.box} aria-label={t('prediction.title')}>
      <header>
        <h3>{t('prediction.title')}</h3>
        {choices.length > 1 && found?.scale !== 'value' && (
          <Select
            size="xs"
            className={classes.class}
            aria-label={t('prediction.class')}
            placeholder={t('prediction.predicted')}
            data={choices}
            value={wanted}
            onChange={want}
            clearable
          />
        )}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Scale size={13} />}
          loading={call.isPending}
          disabled={status !== 'ready'}
          onClick={() => call.mutate()}
        >
          {t('prediction.ask')}
        </Button>
      </header>
      {!call.data && !call.error && <p className={classes.quiet}>{t('prediction.hint')}</p>}
      {call.error && <ErrorState error={call.error} />}
      {call.data && !found && <Refusal answer={call.data} />}
      {found && <Contributions explained={found} />}
    </section>
  );
}

function Contributions({ explained }: { explained: ExplainedPrediction }) {
  const { t } = useTranslation('explain');
  const { locale } = useLocale();
  const { scale, base, value, method, background, seed, contributions } = explained;
  const number = (one: number) => formatNumber(one, locale);
  const unit = t(`unit.${scale}`, { class: explained.class });
  const text = (one: unknown) => (typeof one === 'number' ? number(one) : one === null || one === undefined ? '—' : String(one));
  return (
    <div role="status">
      <p>{t('prediction.sum', { base: number(base), value: number(value), unit })}</p>
      <Bars
        title={t('prediction.chart', { unit })}
        columns={[t('column'), unit]}
        height={barsHeight(contributions.length)}
        bars={contributions.map(({ column, value: given, contribution, error }) => ({
          ...{ id: column, label: `${column} = ${text(given)}`, value: contribution, spread: error },
          colour: contribution < 0 ? 'var(--b-series-2)' : 'var(--b-series-1)',
        }))}
      />
      <p className={classes.legend}>
        <i data-up /> {t('prediction.up')} <i data-down /> {t('prediction.down')}
      </p>
      <p className={classes.quiet}>{t(`method.${method}`, { background, seed })}</p>
    </div>
  );
}
