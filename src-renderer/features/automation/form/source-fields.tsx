/** What the trigger goes by: its kind, then the few things that kind asks for. */
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sayRuleName, saySeverity } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { CronFields } from './cron-fields.tsx';
import { type Draft, kinds, unitMs } from './draft.ts';
import classes from './form.module.css';
import { SchedulePreview } from './schedule-preview.tsx';

export interface FieldsProps {
  draft: Draft;
  change(next: Partial<Draft>): void;
}

export function SourceFields({ draft, change, pipelines }: FieldsProps & { pipelines: { value: string; label: string }[] }) {
  const { t } = useTranslation('automation');
  const { kind } = draft;
  return (
    <div className={classes.fields}>
      <NativeSelect
        size="xs"
        label={t('form.kind')}
        description={t(`kind.${kind}.text`)}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}.name`) }))}
        onChange={(event) => change({ kind: event.currentTarget.value as Draft['kind'] })}
      />
      {kind === 'cron' && <CronFields draft={draft} change={change} />}
      {kind === 'interval' && (
        <div className={classes.pair}>
          <NumberInput label={t('form.every')} value={draft.every} min={1} onChange={(value) => change({ every: Number(value) })} required />
          <NativeSelect
            size="xs"
            label={t('form.unit')}
            value={draft.unit}
            data={(Object.keys(unitMs) as Draft['unit'][]).map((value) => ({ value, label: t(`unit.${value}`) }))}
            onChange={(event) => change({ unit: event.currentTarget.value as Draft['unit'] })}
          />
        </div>
      )}
      {(kind === 'cron' || kind === 'interval') && <SchedulePreview draft={draft} />}
      {kind === 'files' && (
        <div className={classes.pair}>
          <NativeSelect
            size="xs"
            label={t('form.workspace')}
            value={draft.workspace}
            data={pipelines}
            onChange={(event) => change({ workspace: event.currentTarget.value })}
          />
          <TextInput
            label={t('form.path')}
            description={t('form.pathText')}
            placeholder="passos/treino.ts"
            value={draft.path}
            onChange={(event) => change({ path: event.currentTarget.value })}
          />
        </div>
      )}
      {kind === 'dataset' && (
        <TextInput
          label={t('form.dataset')}
          placeholder="voos"
          value={draft.dataset}
          required
          onChange={(event) => change({ dataset: event.currentTarget.value })}
        />
      )}
      {kind === 'model' && <ModelFields draft={draft} change={change} />}
      {kind === 'alert' && <AlertFields draft={draft} change={change} />}
    </div>
  );
}

function ModelFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation('automation');
  const { data: models = [] } = useQuery(queries.registry.models());
  return (
    <div className={classes.pair}>
      <NativeSelect
        size="xs"
        label={t('form.model')}
        value={draft.model}
        data={[{ value: '', label: t('source.anyModel') }, ...models.map(({ name }) => ({ value: name, label: name }))]}
        onChange={(event) => change({ model: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('form.on')}
        value={draft.on}
        data={(['version', 'alias'] as const).map((value) => ({ value, label: t(`on.${value}`) }))}
        onChange={(event) => change({ on: event.currentTarget.value as Draft['on'] })}
      />
      {draft.on === 'alias' && (
        <TextInput
          label={t('form.alias')}
          placeholder="champion"
          value={draft.alias}
          onChange={(event) => change({ alias: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

function AlertFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  const { data: endpoints = [] } = useQuery(queries.serving.list());
  const { data: rules = [] } = useQuery(queries.alerts.rules());
  const known = rules.map((rule) => ({ value: rule.id, label: sayRuleName(rule, locale) }));
  return (
    <div className={classes.pair}>
      <NativeSelect
        size="xs"
        label={t('form.rule')}
        value={draft.rule}
        data={known.some(({ value }) => value === draft.rule) ? known : [...known, { value: draft.rule, label: draft.rule }]}
        onChange={(event) => change({ rule: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('form.severity')}
        value={draft.severity}
        data={(['info', 'warning', 'high'] as const).map((value) => ({ value, label: saySeverity(value === 'high' ? 'critical' : value, locale) }))}
        onChange={(event) => change({ severity: event.currentTarget.value as Draft['severity'] })}
      />
      <NativeSelect
        size="xs"
        label={t('form.endpoint')}
        value={draft.endpoint}
        data={[{ value: '', label: t('source.anyEndpoint') }, ...endpoints.map(({ name }) => ({ value: name, label: name }))]}
        onChange={(event) => change({ endpoint: event.currentTarget.value })}
      />
    </div>
  );
}
