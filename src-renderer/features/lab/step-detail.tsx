/** One step of a run: state, what failed and where, metrics, outputs. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StepRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatBytes, formatDuration, formatNumber } from '../../lib/format.ts';
import classes from './lab.module.css';
import { StepWhy } from './why/step-why.tsx';

export function StepDetail({ runId, step, onClose }: { runId: string; step: StepRun; onClose(): void }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
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
      {step.error && (
        <div className={classes.failure}>
          <FailureNote failure={step.error} />
        </div>
      )}
      <StepWhy runId={runId} step={step} />
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
      {step.outputs.length > 0 && (
        <>
          <h2>{t('common:run.outputs')}</h2>
          <dl className={classes.pairs}>
            {step.outputs.map((output) => (
              <div key={output.name} title={output.digest}>
                <dt>
                  <code className="mono">{output.path}</code>
                </dt>
                <dd>{formatBytes(output.bytes, locale)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}
