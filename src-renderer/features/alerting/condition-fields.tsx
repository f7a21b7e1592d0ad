/** What a rule looks at, with what belongs to each kind of condition. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AlertCondition, AlertRule } from '#contract';
import classes from './alerting.module.css';
import { conditionKinds, withKind } from './rule-draft.ts';

interface Props {
  rule: AlertRule;
  /** Of the endpoint; null where the rule is for all. */
  features: string[] | null;
  onChange(rule: AlertRule): void;
}

const statistics = ['psi', 'ks', 'chi2', 'p'];

export function ConditionFields({ rule, features, onChange }: Props) {
  const { t } = useTranslation('alerting');
  const { when } = rule;
  const change = (next: object) => onChange({ ...rule, when: { ...when, ...next } as AlertCondition });
  return (
    <div className={classes.pair}>
      <Select
        label={t('form.when')}
        description={t(`conditionText.${when.kind}`)}
        data={conditionKinds.map((kind) => ({ value: kind, label: t(`condition.${kind}`) }))}
        value={when.kind}
        allowDeselect={false}
        onChange={(kind) => kind && onChange(withKind(rule, kind as AlertCondition['kind']))}
      />
      {'statistic' in when && (
        <Select
          label={t('form.statistic')}
          description={t('form.statisticText')}
          data={[...new Set([...statistics, when.statistic])].map((value) => ({ value, label: value === 'p' ? t('form.p') : value.toUpperCase() }))}
          value={when.statistic}
          allowDeselect={false}
          onChange={(statistic) => statistic && change({ statistic })}
        />
      )}
      {when.kind === 'quality' && (
        <Select
          label={t('form.check')}
          data={(['missing', 'out-of-range', 'new-category'] as const).map((value) => ({ value, label: t(`check.${value}`) }))}
          value={when.check}
          allowDeselect={false}
          onChange={(check) => check && change({ check })}
        />
      )}
      {'feature' in when &&
        (features ? (
          <Select
            label={t('form.feature')}
            placeholder={t('form.anyFeature')}
            data={features}
            value={when.feature}
            onChange={(feature) => change({ feature })}
            clearable
          />
        ) : (
          <TextInput
            label={t('form.feature')}
            placeholder={t('form.anyFeature')}
            value={when.feature ?? ''}
            onChange={({ currentTarget }) => change({ feature: currentTarget.value || null })}
          />
        ))}
      {when.kind === 'latency' && (
        <NumberInput
          label={t('form.percentile')}
          value={when.percentile}
          min={1}
          max={100}
          onChange={(typed) => typed !== '' && change({ percentile: Number(typed) })}
        />
      )}
      {'over' in when && (
        <TextInput
          label={t('form.over')}
          value={when.over}
          required
          pattern="\d+(\.\d+)?(ms|s|m|h|d)"
          onChange={({ currentTarget }) => change({ over: currentTarget.value })}
        />
      )}
      {when.kind === 'performance' && (
        <NumberInput
          label={t('form.labels')}
          value={when.labels}
          min={10}
          max={100_000}
          onChange={(typed) => typed !== '' && change({ labels: Number(typed) })}
        />
      )}
    </div>
  );
}
