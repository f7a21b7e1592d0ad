/** The four alert rules: what they watch, from which value on, switched on or off. Saved at once. */
import { NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertRule } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './monitoring.module.css';

export function Rules({ rules }: { rules: readonly AlertRule[] }) {
  return (
    <ul className={classes.rules}>
      {rules.map((rule) => (
        <RuleRow key={`${rule.id}-${rule.threshold}`} rule={rule} />
      ))}
    </ul>
  );
}

function RuleRow({ rule }: { rule: AlertRule }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const save = useAction((changed: AlertRule) => api.monitoring.saveRule(changed));
  // A share is written as a percentage.
  const factor = rule.unit === 'share' ? 100 : 1;
  const [typed, setTyped] = useState<string | number>(Number((rule.threshold * factor).toPrecision(6)));
  const value = Number(typed);
  const commit = () => {
    const threshold = value / factor;
    if (typed !== '' && Number.isFinite(threshold) && threshold > 0 && threshold !== rule.threshold) save.mutate({ ...rule, threshold });
    else setTyped(Number((rule.threshold * factor).toPrecision(6)));
  };
  const name = t(`rule.${rule.id}.name`);
  return (
    <li className={classes.rule} data-off={!rule.enabled || undefined}>
      <Switch
        size="xs"
        checked={rule.enabled}
        aria-label={t('rule.enable', { name })}
        onChange={(event) => save.mutate({ ...rule, enabled: event.currentTarget.checked })}
      />
      <div>
        <b>{name}</b>
        <p className={classes.quiet}>{t(`rule.${rule.id}.what`)}</p>
      </div>
      <NumberInput
        w={112}
        aria-label={t('rule.threshold', { name })}
        value={typed}
        min={0}
        step={rule.id === 'latency' ? 50 : 1}
        suffix={rule.unit === 'ms' ? ' ms' : ' %'}
        decimalSeparator={locale === 'pt-BR' ? ',' : '.'}
        disabled={!rule.enabled || save.isPending}
        onChange={setTyped}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </li>
  );
}
