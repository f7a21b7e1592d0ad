/** The rules: read as sentences, switched on and off, edited in a form or all at once as YAML. */
import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertRule, type RuleState, sayRule, sayRuleName, saySeverity } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './alerting.module.css';
import { RuleForm } from './rule-form.tsx';
import { RuleYaml } from './rule-yaml.tsx';

export function RuleList() {
  const { t } = useTranslation('alerting');
  const rules = useQuery(queries.alerts.rules());
  const states = useQuery(queries.alerts.states({}));
  const [edited, setEdited] = useState<string | null>(null);
  const [isYaml, setYaml] = useState(false);
  if (rules.error) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
  if (!rules.data) return <LinesSkeleton n={5} />;
  if (isYaml) return <RuleYaml onDone={() => setYaml(false)} />;
  if (edited !== null) return <RuleForm rule={rules.data.find(({ id }) => id === edited)} onDone={() => setEdited(null)} />;
  return (
    <>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => setYaml(true)}>
          {t('rules.yaml')}
        </Button>
        <Button leftSection={<Plus size={14} />} onClick={() => setEdited('')}>
          {t('rules.new')}
        </Button>
      </div>
      <ul className={classes.list}>
        {rules.data.map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            states={states.data?.filter((state) => state.rule === rule.id) ?? []}
            onEdit={() => setEdited(rule.id)}
          />
        ))}
      </ul>
    </>
  );
}

function RuleRow({ rule, states, onEdit }: { rule: AlertRule; states: RuleState[]; onEdit(): void }) {
  const { t } = useTranslation('alerting');
  const { locale } = useLocale();
  const save = useAction((changed: AlertRule) => api.alerts.saveRule(changed));
  const name = sayRuleName(rule, locale);
  return (
    <li className={classes.row} data-off={!rule.enabled || undefined}>
      <div className={classes.head}>
        <Switch
          size="xs"
          checked={rule.enabled}
          aria-label={t('rules.enable', { name })}
          onChange={({ currentTarget }) => save.mutate({ ...rule, enabled: currentTarget.checked })}
        />
        <b>{name}</b>
        <span className={classes.severity} data-severity={rule.severity}>
          {saySeverity(rule.severity, locale)}
        </span>
        {states.map((state) => (
          <span key={state.endpoint} className={classes.state}>
            <StatusBadge status={state.status} /> {state.endpoint}
          </span>
        ))}
        <span className={classes.buttons}>
          <Button size="compact-xs" variant="default" onClick={onEdit} aria-label={t('rules.editOf', { name })}>
            {t('rules.edit')}
          </Button>
        </span>
      </div>
      <p>
        {sayRule(rule, locale)}{' '}
        <span className={classes.quiet}>
          · {rule.endpoint ?? t('everyEndpoint')}
          {rule.channels && ` · ${t('rules.only', { channels: rule.channels.join(', ') || '—' })}`}
        </span>
      </p>
    </li>
  );
}
