/** One run while it goes: the five jobs with their steps side by side, the findings under them, and a job's log. */
import { Button } from '@mantine/core';
import { Square } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CiJob, type CiJobId, type CiRun, sayCiStep, sayJob } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { useWatch } from '../../app/use-watch.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './ci.module.css';
import { Findings } from './findings.tsx';
import { JobLog } from './job-log.tsx';

export function RunView({ id }: { id: string }) {
  const { t } = useTranslation('ci');
  const [chosen, choose] = useState<CiJobId | null>(null);
  const { value: run, error } = useWatch(`ci.${id}`, (signal) => api.ci.watch({ id }, { signal }));
  const cancel = useAction(() => api.ci.cancel({ id }));
  if (error) return <ErrorState error={error} />;
  if (!run) return <TableSkeleton rows={6} />;
  return (
    <>
      <div className={classes.row}>
        <h2>
          {run.branch} <code>{run.commit}</code> {run.title}
        </h2>
        <span className={classes.row}>
          <StatusBadge status={run.status} label={t(`status.${run.status}`)} />
          {run.status === 'running' && (
            <Button size="xs" variant="default" leftSection={<Square size={12} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('cancel')}
            </Button>
          )}
        </span>
      </div>
      <div className={classes.jobs}>
        {run.jobs.map((job) => (
          <Job key={job.id} job={job} isChosen={chosen === job.id} onChoose={() => choose(chosen === job.id ? null : job.id)} />
        ))}
      </div>
      <Findings annotations={run.annotations} />
      <Products run={run} />
      {chosen !== null && <JobLog id={id} job={chosen} status={run.jobs.find((job) => job.id === chosen)?.status ?? ''} />}
    </>
  );
}

function Job({ job: { id, status, ms, steps }, isChosen, onChoose }: { job: CiJob; isChosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('ci');
  const { locale } = useLocale();
  const seconds = (of: number | null) => (of === null ? '' : `${(of / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} s`);
  return (
    <section className={classes.job} data-status={status} aria-label={sayJob(id, locale)}>
      <button type="button" aria-expanded={isChosen} onClick={onChoose} title={t('log')}>
        <strong>{sayJob(id, locale)}</strong>
        <span className={classes.quiet}>{seconds(ms)}</span>
        <StatusBadge status={status} label={t(`status.${status}`)} />
      </button>
      <ol>
        {steps.map((step, index) => (
          // A step may come twice.
          <li key={`${step.id}-${String(index)}`} data-status={step.status}>
            <span>{sayCiStep(step.id, locale)}</span>
            <span className={classes.quiet} title={step.note ?? ''}>
              {step.note ?? seconds(step.ms)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const named = ['version', 'tags', 'digest', 'url'] as const;

function Products({ run: { products } }: { run: CiRun }) {
  const { t } = useTranslation('ci');
  const made = named.flatMap((name) => (products[name] ? [[name, products[name]] as const] : []));
  if (made.length === 0) return null;
  return (
    <dl className={classes.products}>
      {made.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`product.${name}`)}</dt>
          <dd>{name === 'digest' ? value.slice(0, 16) : value}</dd>
        </div>
      ))}
    </dl>
  );
}
