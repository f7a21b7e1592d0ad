/** What one does with a run: end it, compare it, run it again; and open the place that a failure names. */
import { Button } from '@mantine/core';
import { Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ErrorData, PipelineRun } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { ExportButton } from '../../components/export/export-button.tsx';
import { challengeOf, isCheckRun } from '../../lib/check-run.ts';
import { CompareButton } from './compare/compare-button.tsx';
import { RerunButton } from './rerun/rerun-button.tsx';

/** The failure names a file of the learner's: the button opens it there. */
export function OpenPlace({ run, data }: { run: PipelineRun; data: ErrorData }) {
  const { t } = useTranslation('lab');
  if (typeof data.file !== 'string' || run.solution !== 'workspace') return null;
  const place = typeof data.line === 'number' ? `${data.file}:${data.line}` : data.file;
  return (
    <Button component={Link} href={paths.architecture(challengeOf(run), 'desafio', place)} size="compact-xs" variant="default">
      {t('openPlace', { place })}
    </Button>
  );
}

export function RunActions({ run, stepId }: { run: PipelineRun; stepId: string | null }) {
  const { t } = useTranslation('lab');
  const cancel = useAction(() => api.pipelines.cancel({ runId: run.runId }));
  if (run.endedAt === null) {
    return (
      <Button variant="default" leftSection={<Square size={13} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('cancel')}
      </Button>
    );
  }
  return (
    <>
      <CompareButton run={run} />
      {!isCheckRun(run) && <ExportButton exported={{ kind: 'pipeline', subject: run.pipeline, solution: run.solution }} />}
      {!isCheckRun(run) && <RerunButton run={run} stepId={stepId} />}
    </>
  );
}
