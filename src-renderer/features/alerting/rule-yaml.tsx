/** All rules as the YAML that `bancada alerts apply` takes as well; what is wrong in it is told with line and field. */
import { Button, Switch, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { save } from '../../lib/save.ts';
import classes from './alerting.module.css';

export function RuleYaml({ onDone }: { onDone(): void }) {
  const { t } = useTranslation(['alerting', 'common']);
  const exported = useQuery({ ...queries.alerts.exportRules(), staleTime: 0 });
  const [typed, setTyped] = useState<string | null>(null);
  const [replace, setReplace] = useState(true);
  const yaml = typed ?? exported.data?.yaml ?? '';
  const apply = useAction(() => api.alerts.importRules({ yaml, replace }), { told: false, onSuccess: onDone });
  if (exported.error) return <ErrorState error={exported.error} onRetry={() => void exported.refetch()} />;
  if (!exported.data) return <LinesSkeleton n={8} />;
  return (
    <div className={classes.form}>
      <p className={classes.quiet}>{t('rules.yamlText')}</p>
      <Textarea
        aria-label={t('rules.yaml')}
        value={yaml}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        autosize
        minRows={16}
        maxRows={32}
        className={classes.yaml}
        spellCheck={false}
      />
      <Switch label={t('rules.replace')} checked={replace} onChange={({ currentTarget }) => setReplace(currentTarget.checked)} />
      {apply.error !== null && <ErrorState error={apply.error} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        <Button variant="default" onClick={() => save('alertas.yaml', new Blob([yaml], { type: 'application/yaml' }))}>
          {t('rules.download')}
        </Button>
        <Button onClick={() => apply.mutate()} loading={apply.isPending}>
          {t('rules.apply')}
        </Button>
      </div>
    </div>
  );
}
