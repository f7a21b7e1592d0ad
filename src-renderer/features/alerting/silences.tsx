/** Silences: made for a rule, an endpoint or everything, with a reason and an end; those that hold, and those that were. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertRule, type Silence, sayRuleName } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { formatInstant } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import classes from './alerting.module.css';

export function Silences() {
  const { t } = useTranslation('alerting');
  const silences = useQuery(queries.alerts.silences({ past: true }));
  const rules = useQuery(queries.alerts.rules());
  return (
    <>
      <SilenceForm rules={rules.data ?? []} />
      {silences.error && <ErrorState error={silences.error} onRetry={() => void silences.refetch()} />}
      {silences.isPending && <LinesSkeleton n={3} />}
      {silences.data?.length === 0 && <p className={classes.quiet}>{t('silences.none')}</p>}
      {silences.data && silences.data.length > 0 && (
        <ul className={classes.list}>
          {silences.data.map((silence) => (
            <SilenceRow key={silence.id} silence={silence} rules={rules.data ?? []} />
          ))}
        </ul>
      )}
    </>
  );
}

function SilenceForm({ rules }: { rules: AlertRule[] }) {
  const { t } = useTranslation('alerting');
  const { locale } = useLocale();
  const endpoints = useQuery(queries.serving.list());
  const [rule, setRule] = useState<string | null>(null);
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [minutes, setMinutes] = useState<string | number>(60);
  const [reason, setReason] = useState('');
  const add = useAction(() => api.alerts.silence({ rule, endpoint, minutes: Number(minutes), reason }), { onSuccess: () => setReason('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className={classes.silenceForm} onSubmit={submit}>
      <Select
        label={t('silences.rule')}
        placeholder={t('silences.everyRule')}
        data={rules.map((one) => ({ value: one.id, label: sayRuleName(one, locale) }))}
        value={rule}
        onChange={setRule}
        clearable
      />
      <Select
        label={t('form.endpoint')}
        placeholder={t('everyEndpoint')}
        data={endpoints.data?.map(({ name }) => name) ?? []}
        value={endpoint}
        onChange={setEndpoint}
        clearable
      />
      <NumberInput label={t('silences.minutes')} value={minutes} onChange={setMinutes} min={1} max={527_040} required />
      <TextInput
        label={t('silences.reason')}
        value={reason}
        maxLength={500}
        required
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Button type="submit" loading={add.isPending}>
        {t('silences.add')}
      </Button>
    </form>
  );
}

function SilenceRow({ silence, rules }: { silence: Silence; rules: AlertRule[] }) {
  const { t } = useTranslation('alerting');
  const { locale } = useLocale();
  const now = useNow(true, 10_000);
  const end = useAction(() => api.alerts.endSilence({ id: silence.id }));
  const holds = silence.endsAt > now;
  const rule = rules.find(({ id }) => id === silence.rule);
  return (
    <li className={classes.row} data-off={!holds || undefined}>
      <div className={classes.head}>
        <b>{silence.rule === null ? t('silences.everyRule') : rule ? sayRuleName(rule, locale) : silence.rule}</b>
        <span>{silence.endpoint ?? t('everyEndpoint')}</span>
        <span className={classes.quiet}>
          {t(holds ? 'silences.until' : 'silences.ended', {
            from: formatInstant(silence.startsAt, locale),
            to: formatInstant(silence.endsAt, locale),
          })}
        </span>
        {holds && (
          <span className={classes.buttons}>
            <Button size="compact-xs" variant="default" onClick={() => end.mutate()} loading={end.isPending}>
              {t('silences.end')}
            </Button>
          </span>
        )}
      </div>
      <p>{silence.reason}</p>
    </li>
  );
}
