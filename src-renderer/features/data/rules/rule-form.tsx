/** What of an expectation can be changed here: its bounds, its values, the share that must hold and how grave it is. The rest is changed in its file. */
import { NativeSelect, NumberInput, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Expectation } from '#contract';
import classes from './rules.module.css';

const severities = ['critical', 'warning', 'info'] as const;
const ofRows = /^expect_(column_values?_(?!to_be_(of_type|in_type))|column_pair|compound|select|multicolumn)/;

export function RuleForm({ asked, onChange }: { asked: Expectation; onChange(next: Expectation): void }) {
  const { t } = useTranslation('suites');
  const number = (field: 'min_value' | 'max_value' | 'value' | 'threshold') => {
    const value = asked[field];
    // A bound may be an instant: then it is a text, and changed in the file.
    if (value === undefined || typeof value === 'string') return null;
    return (
      <NumberInput
        size="xs"
        label={t(`field.${field}`)}
        value={value ?? ''}
        onChange={(next) => typeof next === 'number' && onChange({ ...asked, [field]: next })}
      />
    );
  };
  return (
    <div className={classes.form}>
      {number('min_value')}
      {number('max_value')}
      {number('value')}
      {number('threshold')}
      {ofRows.test(asked.type) && (
        <NumberInput
          size="xs"
          label={t('field.mostly')}
          suffix=" %"
          min={0}
          max={100}
          decimalScale={2}
          value={Math.round((asked.mostly ?? 1) * 10_000) / 100}
          onChange={(next) => typeof next === 'number' && onChange({ ...asked, mostly: next / 100 })}
        />
      )}
      <NativeSelect
        size="xs"
        label={t('severityTitle')}
        value={asked.severity}
        data={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={(event) => onChange({ ...asked, severity: event.currentTarget.value as Expectation['severity'] })}
      />
      {asked.value_set?.every((value) => typeof value === 'string') && (
        <TagsInput
          size="xs"
          className={classes.values}
          label={t('field.value_set')}
          value={asked.value_set}
          onChange={(value_set) => onChange({ ...asked, value_set })}
        />
      )}
    </div>
  );
}
