/** BackupProgress: how far a backup is, and what became of it. */
import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BackupJob } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { StatusShape } from '../../components/status-shape.tsx';
import { formatBytes, formatMoment } from '../../lib/format.ts';
import classes from './backup.module.css';

export function BackupProgress({ job }: { job: BackupJob }) {
  const { t } = useTranslation('settings');
  const { locale } = useLocale();
  const cancel = useAction(() => api.backup.cancel({ jobId: job.jobId }));
  if (job.status === 'cancelled') return <p className={classes.result}>{t('backup.cancelled')}</p>;
  if (job.failure)
    return (
      <div className={classes.result}>
        <FailureNote failure={job.failure} />
      </div>
    );
  if (!job.summary) {
    const percent = job.totalBytes > 0 ? Math.floor((100 * job.doneBytes) / job.totalBytes) : 0;
    const phase = t(`backup.phase.${job.phase}`);
    return (
      <div className={classes.running}>
        <span>{phase}</span>
        <Progress className={classes.bar} value={percent} animated={job.phase === 'database'} aria-label={phase} />
        <span className="tabular">{percent} %</span>
        <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('common:cancel')}
        </Button>
      </div>
    );
  }
  const { path, files, contentBytes, bytes, createdAt, skipped } = job.summary;
  const facts = {
    path,
    count: files,
    content: formatBytes(contentBytes, locale),
    bytes: formatBytes(bytes, locale),
    when: formatMoment(createdAt, locale),
  };
  return (
    <div className={classes.result} role="status">
      <p>
        <StatusShape look="ok" /> <strong>{t(`backup.done.${job.kind}`)}</strong>
      </p>
      <p>{t('backup.summary', facts)}</p>
      {skipped.length > 0 && <p>{t('backup.skipped', { paths: skipped.join(', ') })}</p>}
      <p>{t('backup.restore')}</p>
      <CodeBlock language="terminal" text={`bancada backup restore '${path}' --home ~/bancada-nova`} />
    </div>
  );
}
