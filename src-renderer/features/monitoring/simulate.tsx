/** Real HTTP requests drawn from the training sample, with or without a drift in the middle: the form. */
import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { Play } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, Scenario } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './monitoring.module.css';

const scenarios: readonly Scenario[] = ['stable', 'sudden', 'gradual'];

export function Simulate({ endpoint, busy }: { endpoint: Endpoint; busy: boolean }) {
  const { t } = useTranslation('monitoring');
  const id = useId();
  const [scenario, setScenario] = useState<Scenario>('sudden');
  const [requests, setRequests] = useState<string | number>(1000);
  const [seed, setSeed] = useState<string | number>(1);
  const [rate, setRate] = useState<string | number>('');
  const [feature, setFeature] = useState<string | null>(null);
  const start = useAction(() =>
    api.monitoring.simulate({
      endpoint: endpoint.name,
      scenario,
      requests: Number(requests),
      seed: Number(seed),
      ...(feature !== null && scenario !== 'stable' ? { feature } : {}),
      ...(rate === '' ? {} : { ratePerSecond: Number(rate) }),
    }),
  );
  const ready = endpoint.status === 'ready';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.simulate}>
      <div>
        <span id={id} className={classes.fieldName}>
          {t('simulate.scenario')}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby={id}
          value={scenario}
          onChange={(value) => setScenario(value as Scenario)}
          data={scenarios.map((value) => ({ value, label: t(`scenario.${value}`) }))}
        />
        <p className={classes.quiet}>{t(`simulate.what.${scenario}`)}</p>
      </div>
      <div className={classes.fields}>
        <NumberInput
          label={t('simulate.requests')}
          value={requests}
          onChange={setRequests}
          min={1}
          max={100_000}
          step={100}
          allowDecimal={false}
          required
        />
        <NumberInput label={t('simulate.seed')} value={seed} onChange={setSeed} min={0} allowDecimal={false} required />
        <Select
          label={t('simulate.feature')}
          placeholder={t('simulate.featureAny')}
          data={endpoint.signature.map(({ name }) => name)}
          value={feature}
          onChange={setFeature}
          disabled={scenario === 'stable'}
          clearable
        />
        <NumberInput label={t('simulate.rate')} placeholder={t('simulate.rateAny')} value={rate} onChange={setRate} min={1} max={5000} />
      </div>
      <Button type="submit" leftSection={<Play size={14} />} loading={start.isPending} disabled={!ready || busy}>
        {t(`simulate.start.${scenario}`)}
      </Button>
      {!ready && <p className={classes.quiet}>{t('simulate.notReady')}</p>}
    </form>
  );
}
