/** A button that runs a pipeline without leaving the text; its state beside it. */
import { Button } from '@mantine/core';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { useUi } from '../../app/ui-store.ts';
import { useAction } from '../../app/use-action.ts';
import { useWatch } from '../../app/use-watch.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration } from '../../lib/format.ts';
import classes from './study.module.css';

export function RunBox({ pipeline, texto }: { pipeline: string; texto: string }) {
  const { t } = useTranslation('study');
  const { locale } = useLocale();
  const showLogs = useUi((ui) => ui.showLogs);
  const [runId, setRunId] = useState<string | null>(null);
  const start = useAction(() => api.pipelines.start({ pipeline }), {
    onSuccess: (started) => {
      setRunId(started.runId);
      showLogs(started.runId);
    },
  });
  const { value: run } = useWatch(runId && `run.${runId}`, (signal) => api.pipelines.watch({ runId: runId ?? '' }, { signal }));
  const running = start.isPending || run?.status === 'running' || run?.status === 'pending';
  return (
    <>
      <div className={classes.boxBody}>
        <p>{texto}</p>
        <Button leftSection={<Play size={14} />} loading={running} onClick={() => start.mutate()}>
          {t('box.run')}
        </Button>
      </div>
      {run && (
        <div className={classes.boxMore}>
          <StatusBadge status={run.status} /> {run.endedAt !== null && formatDuration(run.durationMs, locale)}{' '}
          <Link href={paths.run(run.runId)}>{t('box.see')}</Link>
        </div>
      )}
    </>
  );
}
