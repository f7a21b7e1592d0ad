/** Predictions for whole files: a form that starts one with the chosen version, and what came of the ones before. */
import { Button, Progress, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Batch } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatInstant, formatNumber } from '../../lib/format.ts';
import look from './batches.module.css';
import classes from './models.module.css';

export function Batches({ name, version }: { name: string; version: string | null }) {
  const { t } = useTranslation('models');
  const batches = useQuery(queries.batch.list({ model: name }));
  return (
    <div className={look.batches}>
      {version !== null && <StartBatch target={`${name}:${version}`} version={version} />}
      {batches.error && <ErrorState error={batches.error} onRetry={() => void batches.refetch()} />}
      {batches.isPending && <LinesSkeleton n={3} />}
      {batches.data?.length === 0 && <EmptyState title={t('batch.empty.title')}>{t('batch.empty.text')}</EmptyState>}
      {batches.data?.map((batch) => (
        <BatchRow key={batch.batchId} batch={batch} />
      ))}
    </div>
  );
}

function StartBatch({ target, version }: { target: string; version: string }) {
  const { t } = useTranslation('models');
  const [input, setInput] = useState('');
  const [output, setOutput] = useState('');
  const start = useAction(() => api.batch.start({ target, input: input.trim(), ...(output.trim() !== '' && { output: output.trim() }) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input.trim() !== '') start.mutate();
  };
  return (
    <form className={look.form} onSubmit={submit}>
      <p className={classes.quiet}>{t('batch.lead')}</p>
      <TextInput
        label={t('batch.input')}
        placeholder="dataset:voos"
        value={input}
        maxLength={1000}
        data-testid="batch-input"
        onChange={(event) => setInput(event.currentTarget.value)}
      />
      <TextInput
        label={t('batch.output')}
        description={t('batch.outputHint')}
        value={output}
        maxLength={1000}
        onChange={(event) => setOutput(event.currentTarget.value)}
      />
      <Button type="submit" disabled={input.trim() === ''} loading={start.isPending} data-testid="batch-start">
        {t('batch.start', { version })}
      </Button>
    </form>
  );
}

function BatchRow({ batch }: { batch: Batch }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const { batchId, model, version, input, output, engine, status, good, bad, workedMs, fraction, rejected, error, trackingRunId, startedAt } = batch;
  const cancel = useAction(() => api.batch.cancel({ batchId }));
  const resume = useAction(() => api.batch.start({ target: `${model}:${version}`, input, output, engine }));
  const rate = Math.round((1000 * (good + bad)) / Math.max(1, workedMs));
  return (
    <article className={look.batch}>
      <header>
        <StatusBadge status={status} {...(status === 'done' && { label: t('batch.done') })} />
        <span className={classes.quiet}>
          {t('batch.version', { version })} · {formatInstant(startedAt, locale)}
        </span>
        {status === 'running' && (
          <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('batch.cancel')}
          </Button>
        )}
        {(status === 'interrupted' || status === 'cancelled' || status === 'failed') && (
          <Button size="compact-xs" variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
            {t('batch.resume')}
          </Button>
        )}
      </header>
      {status !== 'done' && <Progress value={100 * fraction} size="sm" aria-label={t('batch.fraction')} />}
      <p className={look.path}>
        {input} → {output}
      </p>
      <p className={classes.quiet}>
        {t('batch.rows', { good: formatNumber(good, locale), rate: formatNumber(rate, locale) })}
        {bad > 0 && ` · ${t('batch.bad', { bad: formatNumber(bad, locale) })}`}
        {trackingRunId && (
          <>
            {' · '}
            <Link href={paths.experimentRun(trackingRunId)}>{t('batch.run')}</Link>
          </>
        )}
      </p>
      {rejected && <p className={look.path}>{rejected}</p>}
      {error && <FailureNote failure={error} />}
    </article>
  );
}
