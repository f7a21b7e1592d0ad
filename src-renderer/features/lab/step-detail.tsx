/** One step of a run: state, what failed and where, metrics, outputs. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PipelineRun, StepRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { FailurePanel } from '../../components/failure/failure-panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { StepDebug } from './debug/step-debug.tsx';
import { StepContracts } from './expectations/step-contracts.tsx';
import { StepExpectations } from './expectations/step-expectations.tsx';
import classes from './lab.module.css';
import { StepCurves } from './preview/step-curves.tsx';
import { StepFiles } from './preview/step-files.tsx';
import { StepMarks } from './step-marks.tsx';
import { StepWaits } from './step-waits.tsx';
import { StepWhy } from './why/step-why.tsx';

export function StepDetail({ run, step, onClose }: { run: PipelineRun; step: StepRun; onClose(): void }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  const trackingRunId = step.trackingRunId ?? run.trackingRunId;
  const pairs: [string, string][] = [
    [t('common:run.attempts'), String(step.attempts)],
    ...(step.startedAt === null ? [] : ([[t('common:run.duration'), formatDuration(step.durationMs, locale)]] as [string, string][])),
    ...Object.entries(step.matrix).map(([key, value]): [string, string] => [key, String(value)]),
    ...Object.entries(step.metrics).map(([key, value]): [string, string] => [key, formatNumber(value, locale)]),
  ];
  return (
    <>
      <div className={classes.sideHead}>
        <h2>{step.id}</h2>
        <Tooltip label={t('common:close')}>
          <ActionIcon size="sm" aria-label={t('common:close')} onClick={onClose}>
            <X size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      <StatusBadge status={step.status} />
      {step.status === 'pending' && run.endedAt === null && <StepWaits runId={run.runId} step={step.id} />}
      <StepMarks run={run} step={step} />
      {step.debug?.reached && <p className={classes.edited}>{t(step.debug.edited ? 'debug.wasEdited' : 'debug.wasReached')}</p>}
      {step.status === 'paused' && <StepDebug runId={run.runId} step={step.id} />}
      {step.error && (
        <div className={classes.failure}>
          <FailurePanel failure={step.error} />
        </div>
      )}
      {step.status !== 'paused' && <StepWhy runId={run.runId} step={step} />}
      <dl className={classes.pairs}>
        {step.file && (
          <div>
            <dt>{t('step.file')}</dt>
            <dd>
              <code className="mono">{step.file}</code>
            </dd>
          </div>
        )}
        {pairs.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <StepContracts runId={run.runId} step={step} />
      {step.kind === 'expect' && <StepExpectations runId={run.runId} step={step} />}
      {step.trackingRunId && (
        <p className={classes.links}>
          <Link href={paths.experimentRun(step.trackingRunId)}>{t('results.tracking')}</Link>
        </p>
      )}
      {trackingRunId && step.kind === 'run' && <StepCurves trackingRunId={trackingRunId} step={step} />}
      <StepFiles runId={run.runId} step={step} />
    </>
  );
}
