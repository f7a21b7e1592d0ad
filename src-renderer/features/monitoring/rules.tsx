/** The alert rules of an endpoint: what they watch, from which value on, switched on or off. Saved at once; the rest of a rule is edited on its own page. */
import { NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertRule, sayCondition, sayRuleName } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './monitoring.module.css';

export function Rules({ rules }: { rules: readonly AlertRule[] }) {
  return (
    <ul className={classes.rules}>
      {rules.map((rule) => (
        <RuleRow key={`${rule.id}-${thresholdOf(rule)}`} rule={rule} />
      ))}
    </ul>
  );
}

const thresholdOf = ({ above, below }: AlertRule) => (above ?? below)!;
const withThreshold = (rule: AlertRule, threshold: number): AlertRule => ({
  ...rule,
  [rule.above === null ? 'below' : 'above']: threshold,
  // What no longer fits the threshold would be refused.
  clear: null,
  critical: rule.critical === null ? null : (rule.critical / thresholdOf(rule)) * threshold,
});

const shares: readonly AlertRule['when']['kind'][] = ['drift-score', 'quality', 'errors', 'performance'];

function RuleRow({ rule }: { rule: AlertRule }) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const save = useAction((changed: AlertRule) => api.alerts.saveRule(changed));
  const { kind } = rule.when;
  // A share is written as a percentage.
  const factor = shares.includes(kind) ? 100 : 1;
  const threshold = thresholdOf(rule);
  const shown = Number((threshold * factor).toPrecision(6));
  const [typed, setTyped] = useState<string | number>(shown);
  const commit = () => {
    const value = Number(typed) / factor;
    if (typed !== '' && Number.isFinite(value) && value > 0 && value !== threshold) save.mutate(withThreshold(rule, value));
    else setTyped(shown);
  };
  const name = sayRuleName(rule, locale);
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
        <p className={classes.quiet}>
          {sayCondition(rule.when, locale)} {t(rule.above === null ? 'rule.below' : 'rule.above')}
        </p>
      </div>
      <NumberInput
        w={112}
        aria-label={t('rule.threshold', { name })}
        value={typed}
        min={0}
        step={kind === 'latency' ? 50 : factor === 1 && kind !== 'volume' ? 0.05 : 1}
        suffix={kind === 'latency' ? ' ms' : factor === 100 || kind === 'cpu' ? ' %' : ''}
        decimalSeparator={locale === 'pt-BR' ? ',' : '.'}
        disabled={!rule.enabled || save.isPending}
        onChange={setTyped}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </li>
  );
}
