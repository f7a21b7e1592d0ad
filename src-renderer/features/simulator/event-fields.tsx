/** What an event does, and when. */
import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignatureField, StoryEvent } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import classes from './simulator.module.css';
import { shapes } from './story-model.ts';

interface Props {
  event: StoryEvent;
  signature: readonly Pick<SignatureField, 'name'>[];
  onChange(event: StoryEvent): void;
}

export function EventFields({ event, signature, onChange }: Props) {
  const { t } = useTranslation('simulator');
  const { locale } = useLocale();
  const id = useId();
  const change = (next: Partial<Record<string, unknown>>) => onChange({ ...event, ...next } as StoryEvent);
  const decimalSeparator = locale === 'pt-BR' ? ',' : '.';
  const share = (name: 'share' | 'from' | 'to' | 'period', value: number) => (
    <NumberInput
      label={t(`field.${name}`)}
      value={Number((value * 100).toFixed(2))}
      min={0}
      max={100}
      suffix=" %"
      decimalSeparator={decimalSeparator}
      onChange={(typed) => typed !== '' && change({ [name]: Math.min(1, Math.max(0, Number(typed) / 100)) })}
    />
  );
  const number = (name: 'size' | 'ms' | 'factor', value: number, min: number, max: number, step: number, suffix = '') => (
    <NumberInput
      label={t(name === 'size' ? `field.size.${event.kind}` : `field.${name}`)}
      value={value}
      min={min}
      max={max}
      step={step}
      suffix={suffix}
      decimalSeparator={decimalSeparator}
      onChange={(typed) => typed !== '' && change({ [name]: Math.min(max, Math.max(min, Number(typed))) })}
    />
  );
  return (
    <div className={classes.fields}>
      <p className={classes.quiet}>{t(`what.${event.kind}`)}</p>
      {'feature' in event && (
        <Select
          label={t('field.feature')}
          data={signature.map(({ name }) => name)}
          value={event.feature}
          onChange={(feature) => feature && change({ feature })}
          allowDeselect={false}
        />
      )}
      {event.kind === 'schema' && (
        <TextInput
          label={t('field.rename')}
          value={event.rename}
          onChange={({ currentTarget }) => currentTarget.value && change({ rename: currentTarget.value })}
        />
      )}
      {event.kind === 'label-shift' && (
        <TextInput label={t('field.label')} value={event.label} onChange={({ currentTarget }) => change({ label: currentTarget.value })} />
      )}
      <div className={classes.pair}>
        {event.kind === 'covariate' && number('size', event.size, -20, 20, 0.5, ' σ')}
        {event.kind === 'outliers' && number('size', event.size, 1, 100, 1, ' σ')}
        {event.kind === 'latency' && number('ms', event.ms, 1, 8000, 100, ' ms')}
        {event.kind === 'spike' && number('factor', event.factor, 1, 50, 1, ' ×')}
        {'share' in event && share('share', event.share)}
      </div>
      <div>
        <span id={id} className={classes.fieldName}>
          {t('field.shape')}
        </span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby={id}
          value={event.shape}
          onChange={(shape) => change({ shape })}
          data={shapes.map((value) => ({ value, label: t(`shape.${value}`) }))}
        />
      </div>
      <div className={classes.pair}>
        {share('from', event.from)}
        {share('to', event.to)}
        {(event.shape === 'seasonal' || event.shape === 'recurring') && share('period', event.period)}
      </div>
    </div>
  );
}
