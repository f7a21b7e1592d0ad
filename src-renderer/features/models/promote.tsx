/** Gives a version an alias that others rely on: first what the gate says, then a reason, then the move. */
import { Button, Select, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { api } from '../../app/client.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import look from './gate.module.css';
import { GateChecks } from './gate-checks.tsx';
import classes from './models.module.css';
import { ownMetrics } from './version-facts.ts';

/** What was asked for is seen, also where the page goes on below. */
const intoView = (place: HTMLElement | null) => place?.scrollIntoView({ block: 'nearest' });

interface Props {
  version: ModelVersion;
  alias: string;
  /** The version that has the alias. */
  holder: string | undefined;
  onDone(): void;
}

export function Promote({ version: { name, version, metrics }, alias, holder, onDone }: Props) {
  const { t } = useTranslation(['models', 'common']);
  const [metric, setMetric] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const asked = { name, version, alias, ...(metric === null ? {} : { metric }) };
  const gate = useQuery({ ...queries.registry.gate(asked), placeholderData: keepPreviousData });
  const promote = useAction((force: boolean) => api.registry.promote({ ...asked, force, comment: comment.trim() }), { onSuccess: onDone });
  if (gate.error) return <ErrorState error={gate.error} onRetry={() => void gate.refetch()} />;
  if (!gate.data) return <LinesSkeleton n={5} />;
  const { checks, passed, against } = gate.data;
  return (
    <section ref={intoView} className={look.promote} aria-label={t('gate.title', { alias, version })}>
      <h3>{t('gate.title', { alias, version })}</h3>
      <p className={classes.quiet}>
        {against === null ? t('gate.first') : t(holder === against ? 'gate.against' : 'gate.champion', { version: against })}
      </p>
      <GateChecks checks={checks} alone={against === null} />
      <div className={look.deciding}>
        <Select
          label={t('gate.metric')}
          data={Object.keys(ownMetrics(metrics))}
          value={metric ?? gate.data.metric}
          placeholder={t('gate.noMetric')}
          disabled={Object.keys(ownMetrics(metrics)).length === 0}
          searchable
          onChange={setMetric}
        />
        <Textarea
          label={t('gate.comment')}
          placeholder={t('gate.commentHint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </div>
      {!passed && <p className={look.warning}>{t('gate.refused')}</p>}
      <div className={classes.buttons}>
        {passed ? (
          <Button loading={promote.isPending} onClick={() => promote.mutate(false)} data-testid="promote">
            {t('gate.promote', { alias })}
          </Button>
        ) : (
          <Button
            color="red"
            variant="outline"
            loading={promote.isPending}
            disabled={comment.trim() === ''}
            onClick={() => promote.mutate(true)}
            data-testid="force"
          >
            {t('gate.force', { alias })}
          </Button>
        )}
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </section>
  );
}
