/** One rule: what it watches, from which value on, for how long, when it is over, and who is told. */
import { Button, MultiSelect, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertRule, sayRule, sayRuleName, saySeverity } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import classes from './alerting.module.css';
import { ConditionFields } from './condition-fields.tsx';
import { idOf, newRule, type Side, sideOf, thresholdOf, unitOf, withThreshold } from './rule-draft.ts';

export function RuleForm({ rule, onDone }: { rule: AlertRule | undefined; onDone(): void }) {
  const { t } = useTranslation(['alerting', 'common']);
  const { locale } = useLocale();
  const endpoints = useQuery(queries.serving.list());
  const channels = useQuery(queries.channels.list());
  const [draft, setDraft] = useState(() => rule ?? newRule());
  const change = (next: Partial<AlertRule>) => setDraft((before) => ({ ...before, ...next }));
  const save = useAction(() => api.alerts.saveRule({ ...draft, id: draft.id || idOf(draft.title ?? '') }), { told: false, onSuccess: onDone });
  const remove = useAction(() => api.alerts.removeRule({ id: draft.id }), { onSuccess: onDone });
  const { factor, suffix } = unitOf(draft.when.kind);
  const endpoint = endpoints.data?.find(({ name }) => name === draft.endpoint);
  const number = (label: string, value: number | null, set: (value: number | null) => void, placeholder?: string, description?: string) => (
    <NumberInput
      label={label}
      {...(description && { description })}
      value={value === null ? '' : Number((value / factor).toPrecision(6))}
      {...(placeholder && { placeholder })}
      suffix={suffix}
      min={0}
      decimalSeparator={locale === 'pt-BR' ? ',' : '.'}
      onChange={(typed) => set(typed === '' ? null : Number(typed) * factor)}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.pair}>
        <TextInput
          label={t('form.title')}
          description={t('form.titleText')}
          value={draft.title ?? (rule ? sayRuleName(rule, locale) : '')}
          maxLength={120}
          required
          onChange={({ currentTarget }) => change({ title: currentTarget.value || null })}
        />
        <Select
          label={t('form.endpoint')}
          description={t('form.endpointText')}
          placeholder={t('everyEndpoint')}
          data={endpoints.data?.map(({ name }) => name) ?? []}
          value={draft.endpoint}
          onChange={(name) => change({ endpoint: name })}
          clearable
        />
      </div>
      <ConditionFields rule={draft} features={endpoint?.signature.map(({ name }) => name) ?? null} onChange={setDraft} />
      <div className={classes.pair}>
        <div>
          <span className={classes.fieldName}>{t('form.side')}</span>
          <SegmentedControl
            fullWidth
            aria-label={t('form.side')}
            value={sideOf(draft)}
            onChange={(side) => setDraft(withThreshold(draft, side as Side, thresholdOf(draft)))}
            data={(['above', 'below'] as const).map((value) => ({ value, label: t(`side.${value}`) }))}
          />
        </div>
        {number(t('form.threshold'), thresholdOf(draft), (value) => value !== null && setDraft(withThreshold(draft, sideOf(draft), value)))}
        {number(t('form.clear'), draft.clear, (clear) => change({ clear }), t('form.clearSame'), t('form.clearText'))}
        {number(t('form.critical'), draft.critical, (critical) => change({ critical }), t('form.never'), t('form.criticalText'))}
        <TextInput
          label={t('form.for')}
          description={t('form.forText')}
          value={String(draft.for)}
          required
          pattern="\d{1,3}|\d+(\.\d+)?(ms|s|m|h|d)"
          onChange={({ currentTarget: { value } }) => change({ for: /^\d+$/.test(value) ? Number(value) : value })}
        />
        <Select
          label={t('form.severity')}
          description={t('form.severityText')}
          data={(['info', 'warning', 'critical'] as const).map((value) => ({ value, label: saySeverity(value, locale) }))}
          value={draft.severity}
          allowDeselect={false}
          onChange={(severity) => severity && change({ severity: severity as AlertRule['severity'] })}
        />
      </div>
      <MultiSelect
        label={t('form.channels')}
        placeholder={draft.channels === null ? t('form.allChannels') : ''}
        data={channels.data?.map(({ name }) => name) ?? []}
        value={draft.channels ?? []}
        onChange={(names) => change({ channels: names.length === 0 ? null : names })}
        clearable
      />
      <Switch label={t('form.enabled')} checked={draft.enabled} onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })} />
      <p className={classes.sentence}>{sayRule(draft, locale)}</p>
      {save.error !== null && <ErrorState error={save.error} />}
      <div className={classes.actions}>
        {rule && (
          <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending} mr="auto">
            {t('form.remove')}
          </Button>
        )}
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}
